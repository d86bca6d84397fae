import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  AssertedIdentity,
  SsoCheckFinding,
  SsoEvidence,
  SsoProviderValue,
} from '@latchkey/plugin-sso-common';
import type { z } from 'zod/v4';

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
  /**
   * The only way to reach the provider: refuses private addresses, redirects,
   * huge and slow answers with a coded error.
   */
  readonly fetch: typeof fetch;
  readonly logger: LoggerService;
}

/** Context of {@link SsoProtocol.start}. @public */
export interface SsoStartContext<TSettings extends object = object>
  extends SsoProtocolContext<TSettings> {
  /** Opaque value that has to come back in {@link SsoProtocol.stateParameter}. */
  readonly state: string;
}

/**
 * How a sign-in starts: send the browser somewhere, or let it post a form.
 *
 * @public
 */
export type SsoStartResult = {
  /**
   * What `finish` needs again, such as a nonce and a PKCE verifier. Kept
   * encrypted in the database and handed back once.
   */
  readonly memory?: JsonObject;
} & (
  | { readonly kind: 'redirect'; readonly location: string }
  | {
      readonly kind: 'form';
      readonly action: string;
      readonly fields: Readonly<Record<string, string>>;
    }
);

/**
 * The answer of the provider, as the browser brought it. A parameter that was
 * sent twice makes the request malformed before a protocol sees it.
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

/** Context of {@link SsoProtocol.finish}. @public */
export interface SsoFinishContext<TSettings extends object = object>
  extends SsoProtocolContext<TSettings> {
  readonly request: SsoCallbackRequest;
  readonly state: string;
  readonly memory: JsonObject;
}

/** What {@link SsoProtocol.finish} proved. @public */
export interface SsoFinishResult {
  readonly identity: AssertedIdentity;
  /** What was checked and seen, redacted, for the trace. */
  readonly evidence: readonly SsoEvidence[];
}

/**
 * How to talk to one kind of identity provider. Register it with
 * {@link ssoProtocolsExtensionPoint}; the settings form, secrets, states,
 * accounts and sessions are the business of the `sso` plugin.
 *
 * @public
 */
export interface SsoProtocol<TSettings extends object = object> {
  /** Stable, lower-case: `oidc`. */
  readonly id: string;
  /** As the administrator reads it: `OpenID Connect`. */
  readonly title: string;
  readonly description: string;
  /** A name out of `ssoIconNames`. */
  readonly icon: string;
  /**
   * Schema of the settings, from whose meta data the form is drawn: `title`,
   * `description`, `group`, `advanced`, `placeholder`, `multiline`. Properties
   * with `secret: true` are stored encrypted and never shown again; they have
   * to be optional texts at the top level. Those with `fetched: true` hold
   * addresses that the backend calls; they are checked when they are saved.
   */
  readonly settings: z.ZodType<TSettings> & z.ZodObject;
  /**
   * Name of the parameter that brings the state back: `state`, `RelayState`.
   */
  readonly stateParameter: string;
  /** HTTP methods by which the callback may come. */
  readonly callbackMethods: ReadonlyArray<'GET' | 'POST'>;

  /** Begins a sign-in. */
  start(context: SsoStartContext<TSettings>): Promise<SsoStartResult>;

  /**
   * Verifies the answer of the provider.
   *
   * @throws SsoError with the code of the first check that failed.
   */
  finish(context: SsoFinishContext<TSettings>): Promise<SsoFinishResult>;

  /** What the administrator has to enter at the provider. */
  providerValues(
    context: Pick<SsoProtocolContext<TSettings>, 'settings' | 'callbackUrl'>,
  ): SsoProviderValue[];

  /**
   * Asks the provider whether these settings can work. Reports failures as
   * findings; throws only when something is wrong in the portal itself.
   */
  check?(context: SsoProtocolContext<TSettings>): Promise<SsoCheckFinding[]>;
}
