import type { SealedValue } from '../secrets/SecretCipher';

/** A sign-out on its way to the provider. Bearer values only as hashes. */
export interface LogoutState {
  readonly stateHash: string;
  readonly connectionId: string;
  /**
   * `start`: the browser has still to be sent to the provider. `pending`: it
   * was sent, and the answer of the provider is awaited.
   */
  readonly kind: 'start' | 'pending';
  /** What is needed then, sealed. */
  readonly memory: SealedValue;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface LogoutStore {
  insertState(state: LogoutState): Promise<void>;
  /**
   * Removes and returns a state of this kind and SSO connection, so that only
   * one caller ever gets it; an expired one as well.
   */
  takeState(
    key: Pick<LogoutState, 'stateHash' | 'connectionId' | 'kind'>,
  ): Promise<LogoutState | undefined>;
  deleteExpired(now: Date): Promise<number>;
}
