import type { SealedValue } from '../secrets/SecretCipher';

/** The authenticator of an account (TOTP, RFC 6238). */
export interface SecondFactor {
  readonly accountId: string;
  readonly secret: SealedValue;
  /** Set once a code has confirmed it; before that it counts for nothing. */
  readonly confirmedAt?: Date;
  /** The newest time step of which a code was taken. */
  readonly lastStep: number;
}

export interface SecondFactorStore {
  /** Begins anew; replaces one that is not confirmed, never a confirmed one. */
  begin(factor: {
    accountId: string;
    secret: SealedValue;
    at: Date;
  }): Promise<boolean>;
  find(accountId: string): Promise<SecondFactor | undefined>;
  /** Which of the accounts have a confirmed one. */
  findConfirmed(accountIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** @returns false when it is confirmed already or has gone */
  confirm(accountId: string, step: number, at: Date): Promise<boolean>;
  /**
   * Takes a code of a time step, once.
   *
   * @returns false when one of this or a later step was taken before
   */
  takeStep(accountId: string, step: number): Promise<boolean>;
  /**
   * Removes it and the recovery codes.
   *
   * @returns whether there was one that was confirmed
   */
  remove(accountId: string): Promise<boolean>;
  replaceRecoveryCodes(
    accountId: string,
    hashes: readonly string[],
    at: Date,
  ): Promise<void>;
  /** Spends a recovery code. @returns whether it was one */
  takeRecoveryCode(accountId: string, hash: string): Promise<boolean>;
  countRecoveryCodes(accountId: string): Promise<number>;
}
