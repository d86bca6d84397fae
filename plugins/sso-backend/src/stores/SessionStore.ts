/** A server-side session. */
export interface Session {
  readonly id: string;
  readonly accountId: string;
  /** The SSO connection it was made through; undefined for local sign-in. */
  readonly connectionId?: string;
  readonly issuer?: string;
  /** Session at the provider (`sid`, `SessionIndex`). */
  readonly providerSessionId?: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** End unless it is used before. */
  readonly idleExpiresAt: Date;
  /** End in any case. */
  readonly expiresAt: Date;
}

export type NewSession = Omit<Session, 'id'>;

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
  /** @returns the number of sessions ended */
  endByConnection(connectionId: string): Promise<number>;
  deleteExpired(now: Date): Promise<number>;
}
