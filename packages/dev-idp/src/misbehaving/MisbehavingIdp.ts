import { LoopbackHost } from '../loopback';
import { LogoutMisbehaviour } from './logoutMisbehaviours';
import { Misbehaviour } from './misbehaviourRules';

/** The endpoints of a {@link MisbehavingIdp}. @public */
export type MisbehavingEndpoint =
  | 'discovery'
  | 'jwks'
  | 'authorization'
  | 'token'
  | 'userinfo'
  | 'endSession'
  /** The key set of a forger; a client must never ask for it. */
  | 'attackerJwks'
  /** Where `discoveryRedirect` leads; a client must never follow. */
  | 'internal'
  | 'unknown';

/** One request, without anything secret. @public */
export interface EndpointCall {
  endpoint: MisbehavingEndpoint;
  method: string;
}

/** Options of {@link startMisbehavingIdp}. @public */
export interface MisbehavingIdpOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  host?: LoopbackHost;
}

/**
 * An OpenID provider without a login page, honest until told otherwise, to
 * prove that a client refuses what it must.
 *
 * @public
 */
export interface MisbehavingIdp {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Every request so far, oldest first. */
  readonly log: readonly EndpointCall[];
  /** How many requests an endpoint has had since the log was last cleared. */
  calls(endpoint: MisbehavingEndpoint): number;
  clearLog(): void;
  /**
   * Changes exactly one thing from now on, in place of what was chosen
   * before; without a name the provider is honest again.
   */
  misbehave(name?: Misbehaviour): Promise<void>;
  /**
   * What the provider says of the person, over its usual claims; a claim set
   * to `undefined` is left out. Each call replaces the earlier ones for the
   * places named.
   */
  claims(
    overrides: Record<string, unknown>,
    options?: { in?: 'idToken' | 'userinfo' | 'both' },
  ): void;
  /**
   * A logout token, for the test to post (Back-Channel Logout 1.0 §2.5).
   *
   * @param claims - whom it names: `sub`, `sid` or both
   * @param misbehaviour - what is wrong with it; without one it is honest
   */
  logoutToken(
    claims: Record<string, unknown>,
    misbehaviour?: LogoutMisbehaviour,
  ): Promise<string>;
  /** Replaces the key in the key set by a new one. */
  rotateSigningKey(): Promise<void>;
  /** Ends open requests and stops listening. May be called twice. */
  stop(): Promise<void>;
}
