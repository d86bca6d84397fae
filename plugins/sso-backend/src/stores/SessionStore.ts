import type { SealedValue } from '../secrets/SecretCipher';

/** A server-side session. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
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
  /** @returns the number of sessions ended */
  endByConnection(connectionId: string): Promise<number>;
  deleteExpired(now: Date): Promise<number>;
}
