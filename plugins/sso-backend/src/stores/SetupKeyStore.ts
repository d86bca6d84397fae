/** A single-use key that makes the first administrator. */
export interface SetupKey {
  readonly keyHash: string;
  /** Entity reference of the administrator that it makes. */
  readonly entityRef: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface SetupKeyStore {
  insert(key: SetupKey): Promise<void>;
  find(keyHash: string, now: Date): Promise<SetupKey | undefined>;
  /** Removes and returns a key, so that only one caller ever gets it. */
  take(keyHash: string, now: Date): Promise<SetupKey | undefined>;
  /** Once there is an administrator no key is worth anything. */
  deleteAll(): Promise<void>;
}
