import type { LoggerService } from '@backstage/backend-plugin-api';

/**
 * What a protocol knows of the SSO connection that it works for.
 *
 * @public
 */
export interface SsoProtocolContext<TSettings extends object = object> {
  readonly connectionId: string;
  /**
   * Grows with every change of the connection. Caches of parsed keys,
   * metadata and clients are keyed by (connectionId, version).
   */
  readonly connectionVersion: number;
  /** Parsed settings, secrets included. */
  readonly settings: TSettings;
  /**
   * Where the provider sends the browser back to: an absolute URL made from
   * the configured base URL, never from a request's Host.
   */
  readonly callbackUrl: string;
  /** Where the provider sends logout messages to. */
  readonly logoutUrl: string;
  /** Where the portal serves what {@link SsoProtocol.metadata} makes. */
  readonly metadataUrl: string;
  /**
   * Debug mode: evidence may hold the whole answer, without what would let
   * somebody use it again.
   */
  readonly debug: boolean;
  /**
   * The only way to reach the provider: refuses private addresses, redirects,
   * huge and slow answers with a coded error.
   */
  readonly fetch: typeof fetch;
  readonly logger: LoggerService;
}

/**
 * The addresses of the portal for one SSO connection.
 *
 * @public
 */
export type SsoConnectionUrls = Pick<
  SsoProtocolContext,
  'callbackUrl' | 'logoutUrl' | 'metadataUrl'
>;

/**
 * Where the browser goes next: an address, or a form that it posts.
 *
 * @public
 */
export type SsoBrowserStep =
  | { readonly kind: 'redirect'; readonly location: string }
  | {
      readonly kind: 'form';
      readonly action: string;
      readonly fields: Readonly<Record<string, string>>;
    };

/**
 * What the browser brought from the provider. A parameter that was sent twice
 * makes the request malformed before a protocol sees it.
 *
 * @public
 */
export interface SsoCallbackRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query as received, for protocols that sign the raw query. */
  readonly originalUrl: string;
  readonly query: Readonly<Record<string, string>>;
  /** Fields of a form post; empty for GET. */
  readonly body: Readonly<Record<string, string>>;
}

/**
 * A message that must not be taken twice. The portal remembers it on behalf
 * of all its replicas until it has expired.
 *
 * @public
 */
export interface SsoSingleUse {
  /** Id of the message, unique at its issuer; the portal keeps a hash. */
  readonly id: string;
  /** From when on the message is refused for its age anyway. */
  readonly until: Date;
}

/**
 * Changes that a protocol makes to the settings of its SSO connection. They
 * become a version of it like the changes of an administrator.
 *
 * @public
 */
export interface SsoConnectionChanges {
  /** New values by name; `undefined` removes one. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** New secrets by name; `null` removes one. */
  readonly secrets?: Readonly<Record<string, string | null>>;
  /** Why, in one sentence for the log and the audit trail; no secrets. */
  readonly reason: string;
}
