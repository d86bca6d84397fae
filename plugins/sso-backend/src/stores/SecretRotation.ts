import type { SealedValue } from '../secrets/SecretCipher';
import type { StoredSecret } from './ConnectionStore';

/** A secret of an SSO connection with where it belongs. */
export interface LocatedSecret {
  readonly connectionId: string;
  readonly name: string;
  readonly sealed: SealedValue;
}

/** A secret to be replaced by the same one sealed anew. */
export interface SecretReplacement {
  readonly before: LocatedSecret;
  readonly after: Pick<StoredSecret, 'sealed' | 'fingerprint'>;
}

/** All stored secrets in batches, so that they can be sealed anew. */
export interface SecretRotation {
  /** In the order of connection and name, the first ones or those that follow. */
  list(options: {
    after?: Pick<LocatedSecret, 'connectionId' | 'name'>;
    limit: number;
  }): Promise<LocatedSecret[]>;
  /**
   * Replaces sealed values, except those that somebody changed meanwhile.
   *
   * @returns the number of secrets replaced
   */
  replace(replacements: readonly SecretReplacement[]): Promise<number>;
}
