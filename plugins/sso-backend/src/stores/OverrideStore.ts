/** Override auth that somebody switched on. */
export interface StoredOverride {
  readonly connectionId: string;
  /** Entity reference of the administrator. */
  readonly armedBy: string;
  readonly armedAt: Date;
  /** When it reverts; undefined once it is confirmed. */
  readonly revertsAt?: Date;
}

/** A successful test sign-in. */
export interface ConnectionTest {
  readonly connectionId: string;
  /** Entity reference of the administrator. */
  readonly testedBy: string;
  /** Version of the SSO connection that was tested. */
  readonly version: number;
  readonly testedAt: Date;
}

/**
 * At most one override is confirmed and at most one pending. The pending one
 * is in force until it reverts to the confirmed one.
 */
export interface OverrideStore {
  /** All there are, expired ones too. */
  list(): Promise<StoredOverride[]>;
  /** Puts a pending one in the place of the pending one that there may be. */
  arm(override: StoredOverride & { revertsAt: Date }): Promise<void>;
  /**
   * Makes the pending one of this connection the confirmed one.
   *
   * @returns false when there is none or it has reverted
   */
  confirm(connectionId: string, now: Date): Promise<boolean>;
  /** @returns whether there was one of this connection */
  disarm(connectionId: string): Promise<boolean>;
  /** Removes a pending one that has reverted. @returns it */
  revert(now: Date): Promise<StoredOverride | undefined>;
  recordTest(test: ConnectionTest): Promise<void>;
  findTest(
    connectionId: string,
    testedBy: string,
  ): Promise<ConnectionTest | undefined>;
}
