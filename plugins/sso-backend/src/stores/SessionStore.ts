import type { SsoWayIn } from '@latchkey/plugin-sso-common';
import type { SealedValue } from '../secrets/SecretCipher';

/** How a person proved a second factor for a session, or why not. */
export type SessionSecondFactor =
  /** A code of the authenticator, or a recovery code. */
  | 'proven'
  /** The provider said that it had checked one. */
  | 'byProvider'
  /** The SSO connection or the operator does without. */
  | 'waived';

/** A server-side session. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly way: Exclude<SsoWayIn, 'refresh'>;
  readonly secondFactor?: SessionSecondFactor;
  /** Address and `User-Agent` of the browser when it began. */
  readonly address?: string;
  readonly userAgent?: string;
  /** The SSO connection it was made through; undefined for local sign-in. */
  readonly connectionId?: string;
  readonly issuer?: string;
  /** Session at the provider (`sid`, `SessionIndex`). */
  readonly providerSessionId?: string;
  /** Hash of how the provider names the person in its messages. */
  readonly providerPrincipalHash?: string;
  /** What signing out at the provider needs, sealed. */
  readonly providerMemory?: SealedValue;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** End unless it is used before. */
  readonly idleExpiresAt: Date;
  /** End in any case. */
  readonly expiresAt: Date;
}

export type NewSession = Omit<Session, 'id'>;

/**
 * Sessions that a provider wants to end. It can only name sessions of its own:
 * those of one SSO connection and issuer.
 */
export interface ProviderSessionSelector {
  readonly connectionId: string;
  readonly issuer: string;
  readonly principalHash?: string;
  /** Without any, all sessions of the principal. */
  readonly providerSessionIds?: readonly string[];
}

export interface SessionStore {
  /** Adds a session that cannot be used before {@link activate}. */
  insert(session: NewSession): Promise<string>;
  /** Gives a session its bearer value and its life; once. */
  activate(
    sessionId: string,
    tokenHash: string,
    life: { idleExpiresAt: Date; expiresAt: Date; at: Date },
  ): Promise<boolean>;
  /** A session that is neither ended nor expired. */
  findActive(tokenHash: string, now: Date): Promise<Session | undefined>;
  touch(sessionId: string, at: Date, idleExpiresAt: Date): Promise<void>;
  /** @returns the session that was ended */
  end(tokenHash: string): Promise<Session | undefined>;
  /**
   * @returns the sessions that were ended: none when the selector names
   *   neither a principal nor sessions
   */
  endByProvider(selector: ProviderSessionSelector): Promise<Session[]>;
  /** The open sessions of an account, the newest first, and at most 200. */
  listOfAccount(accountId: string, now: Date): Promise<Session[]>;
  /** One of them, if it is open and of this account. */
  findOfAccount(
    accountId: string,
    sessionId: string,
    now: Date,
  ): Promise<Session | undefined>;
  /** @returns the session that was ended, if the account had it */
  endOfAccount(
    accountId: string,
    sessionId: string,
  ): Promise<Session | undefined>;
  /**
   * Ends all sessions of an account, those that wait for their ticket too.
   *
   * @param options.except - the one that stays
   * @param options.connectionId - only those made through it
   * @returns the number of sessions ended
   */
  endAllOfAccount(
    accountId: string,
    options?: { except?: string; connectionId?: string; issuer?: string },
  ): Promise<number>;
  /** Notes that the second factor was proved in the session. */
  setSecondFactor(
    sessionId: string,
    secondFactor: SessionSecondFactor,
  ): Promise<void>;
  /** @returns the number of sessions ended */
  endByConnection(connectionId: string): Promise<number>;
  deleteExpired(now: Date): Promise<number>;
}
