/**
 * Who has to act so that a refused sign-in works the next time.
 *
 * @public
 */
export type SsoErrorActor = 'user' | 'administrator' | 'provider' | 'operator';

/**
 * What the product says about one kind of refusal.
 *
 * @public
 */
export interface SsoErrorDescription {
  /** HTTP status of an answer that carries this code. */
  readonly status: number;
  /** Plain words for the person who wanted to sign in. */
  readonly reason: string;
  /** What the administrator can do about it. */
  readonly advice: string;
  /** Who has to act. */
  readonly actor: SsoErrorActor;
}

/** Writes a description in one line less. */
export const describeError = (
  status: number,
  actor: SsoErrorActor,
  reason: string,
  advice: string,
): SsoErrorDescription => ({ status, actor, reason, advice });
