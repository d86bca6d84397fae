import type {
  AssertedIdentity,
  SsoErrorCode,
} from '@latchkey/plugin-sso-common';

/** An account as resolvers see it. @public */
export interface SsoAccountCandidate {
  readonly accountId: string;
  readonly username: string;
  readonly email?: string;
  /** Named as an administrator in configuration: never linked by itself. */
  readonly administrator: boolean;
}

/** A Catalog `User` entity as resolvers see it. @public */
export interface SsoCatalogUserCandidate {
  readonly entityRef: string;
}

/**
 * Look-ups for many identities at once; each is one query, whatever the
 * number of values. Texts are compared in the normal form of the directory.
 *
 * @public
 */
export interface SsoResolverDirectory {
  findLinkedAccounts(
    identities: readonly AssertedIdentity[],
  ): Promise<Array<SsoAccountCandidate | undefined>>;
  findAccountsByEmail(
    emails: readonly (string | undefined)[],
  ): Promise<SsoAccountCandidate[][]>;
  findAccountsByUsername(
    usernames: readonly (string | undefined)[],
  ): Promise<SsoAccountCandidate[][]>;
  findAccountsByIdNumber(
    idNumbers: readonly (string | undefined)[],
  ): Promise<SsoAccountCandidate[][]>;
  findCatalogUsersByEmail(
    emails: readonly (string | undefined)[],
  ): Promise<SsoCatalogUserCandidate[][]>;
  findCatalogUsersByName(
    names: readonly (string | undefined)[],
  ): Promise<SsoCatalogUserCandidate[][]>;
}

/**
 * What a resolver says about one identity; `undefined` passes it on to the
 * next resolver.
 *
 * @public
 */
export type SsoResolution =
  | { readonly kind: 'account'; readonly account: SsoAccountCandidate }
  | {
      readonly kind: 'catalogUser';
      /** The account is made for, or found by, this entity. */
      readonly entityRef: string;
    }
  | { readonly kind: 'create' }
  | {
      readonly kind: 'refuse';
      readonly code: SsoErrorCode;
      readonly detail?: string;
    };

/**
 * One step of finding the account of an identity. Set-based: it gets all
 * identities that the steps before left open, and answers in their order.
 *
 * @public
 */
export interface SsoSignInResolver {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  resolve(
    identities: readonly AssertedIdentity[],
    directory: SsoResolverDirectory,
  ): Promise<Array<SsoResolution | undefined>>;
}
