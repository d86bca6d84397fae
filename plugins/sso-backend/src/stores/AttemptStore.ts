/** How wrong attempts are counted. Times in milliseconds. */
export interface AttemptLimit {
  /** After this many without a success, attempts are refused for a while. */
  readonly attempts: number;
  /** For how long, the first time; doubles each time up to `maxLock`. */
  readonly lock: number;
  readonly maxLock: number;
  /** Without attempts for this long, all is forgotten. */
  readonly memory: number;
}

/** What came of {@link AttemptStore.reserve}. */
export interface AttemptReservation {
  /** False while locked: the attempt is not looked at. */
  readonly allowed: boolean;
  /** End of the lock that this attempt has set. */
  readonly lockedUntil?: Date;
}

/**
 * Counters of attempts to prove who one is, by hashes of what they are counted
 * for. One statement each, so that attempts in parallel, also on other
 * replicas, are all counted.
 */
export interface AttemptStore {
  /**
   * Counts an attempt before it is checked: what runs in parallel cannot get
   * past the limit. The attempt that reaches the limit is still allowed; it
   * sets the lock. While locked nothing is counted.
   *
   * @param accountId - of whom, when the counter is that of an account
   */
  reserve(
    keyHash: string,
    accountId: string | undefined,
    limit: AttemptLimit,
    now: Date,
  ): Promise<AttemptReservation>;
  /** Takes one attempt back, with the lock that it set. */
  refund(keyHash: string): Promise<void>;
  /** Forgets all attempts and the lock. @returns whether there were any */
  clear(keyHash: string): Promise<boolean>;
  /** Ends of the locks of accounts, by account id. */
  findLocks(
    accountIds: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, Date>>;
  deleteExpired(now: Date): Promise<number>;
}
