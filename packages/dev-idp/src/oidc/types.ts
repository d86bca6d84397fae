import { ClientMetadata } from 'oidc-provider';
import { LoopbackHost } from '../loopback';
import { DevPerson } from '../people';

/** One request a provider has seen, without anything secret. @public */
export interface RecordedRequest {
  method: string;
  /**
   * The path without query; identifiers of a running interaction are replaced
   * by `:uid`.
   */
  path: string;
}

/** Options of {@link startDevIdp}. @public */
export interface DevIdpOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  /** The name in the issuer; the server listens on 127.0.0.1 in any case. */
  host?: LoopbackHost;
  /** Who can sign in; {@link developmentPeople} by default. */
  people?: readonly DevPerson[];
  /**
   * Further clients, in the terms of OpenID Connect Dynamic Client
   * Registration 1.0 §2. Only the built-in clients may use any loopback
   * redirect URI; these must register theirs.
   */
  clients?: readonly ClientMetadata[];
  /**
   * Where `latchkey-dev` wants logout tokens (Back-Channel Logout 1.0); see
   * {@link DevIdp.registerLogout} for what is known later.
   */
  backchannelLogoutUri?: string;
  /** Hears of errors inside the provider; silent by default. */
  onServerError?: (error: Error) => void;
}

/** Where a client hears of ended sessions. @public */
export interface DevIdpLogoutOptions {
  /** The confidential client by default. */
  clientId?: string;
  /** Gets logout tokens; left out, none are sent. */
  backchannelLogoutUri?: string;
  /** Loaded in a frame; left out, no frame is. */
  frontchannelLogoutUri?: string;
  /**
   * Whether logout tokens name the session, and ID tokens too; true by
   * default. Without it they name the person only.
   */
  sessionRequired?: boolean;
}

/** A running development provider. @public */
export interface DevIdp {
  /** For example `http://localhost:4400`, never with a path. */
  readonly issuer: string;
  /** The confidential client: client_secret_basic or client_secret_post. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** The public client: no authentication, PKCE S256 required. */
  readonly publicClientId: string;
  readonly people: readonly DevPerson[];
  /** A page that ends the session here and at every client. */
  readonly signOutUrl: string;
  /** Every request so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /**
   * Registers where a client hears of ended sessions, in place of what was
   * registered before. It counts for sign-ins from now on.
   *
   * @throws Error when the client is unknown
   */
  registerLogout(options: DevIdpLogoutOptions): Promise<void>;
  /**
   * Signs with new keys from now on. The earlier public keys stay published,
   * so that an older ID token still works as `id_token_hint`.
   */
  rotateSigningKey(): Promise<void>;
  /** While down, every connection is closed without an answer. */
  setDown(down: boolean): void;
  /** Stops listening and forgets every session. May be called twice. */
  stop(): Promise<void>;
}
