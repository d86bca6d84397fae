/** Messages of providers that were taken, so that no copy is taken again. */
export interface ReplayStore {
  /**
   * Remembers a message. Inside a transaction it is remembered if that is
   * committed, and another replica that asks meanwhile waits for its end.
   *
   * @param keyHash - hash of what tells the message from all others
   * @param until - from when on the message is refused for its age anyway
   * @returns false when it was remembered before
   */
  remember(keyHash: string, until: Date): Promise<boolean>;
  deleteExpired(now: Date): Promise<number>;
}
