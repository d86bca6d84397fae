import type { SealedValue } from '../secrets/SecretCipher';

/**
 * `secondFactor`: a sign-in that waits for a code. `passwordReset`: a link
 * that sets a password. `errand`: a test sign-in or a link that waits for the
 * provider to be asked. `proof`: what the provider proved for an errand.
 */
export type PendingKind = 'secondFactor' | 'passwordReset' | 'errand' | 'proof';

/** Something that goes on once, for whoever brings its bearer value. */
export interface PendingStep {
  readonly bearerHash: string;
  readonly kind: PendingKind;
  /** Goes with the account. */
  readonly accountId?: string;
  /** Goes with the SSO connection. */
  readonly connectionId?: string;
  /** What is needed then, sealed. */
  readonly memory: SealedValue;
  readonly expiresAt: Date;
}

export interface PendingStore {
  insert(step: PendingStep): Promise<void>;
  /** Looks at a step without spending it; an expired one as well. */
  find(
    key: Pick<PendingStep, 'bearerHash' | 'kind'>,
  ): Promise<PendingStep | undefined>;
  /**
   * Removes and returns a step, so that only one caller ever gets it; an
   * expired one as well.
   */
  take(
    key: Pick<PendingStep, 'bearerHash' | 'kind'>,
  ): Promise<PendingStep | undefined>;
  /** @returns the number of steps of this kind that the account had */
  deleteOfAccount(accountId: string, kind: PendingKind): Promise<number>;
  deleteExpired(now: Date): Promise<number>;
}
