import type { SealedValue } from '../secrets/SecretCipher';
import type { StoredSecret } from './ConnectionStore';

/** What a secret belongs to. */
export type SecretPlace =
  | {
      readonly kind: 'connection';
      readonly connectionId: string;
      readonly name: string;
    }
  | { readonly kind: 'secondFactor'; readonly accountId: string };

/** A stored secret with where it belongs. */
export interface LocatedSecret {
  readonly place: SecretPlace;
  readonly sealed: SealedValue;
}

/** A secret to be replaced by the same one sealed anew. */
export interface SecretReplacement {
  readonly before: LocatedSecret;
  readonly after: Pick<StoredSecret, 'sealed' | 'fingerprint'>;
}

/** All secrets of one kind in batches, so that they can be sealed anew. */
export interface SecretRotation {
  /** In one order, the first ones or those that follow a place. */
  list(options: {
    after?: SecretPlace;
    limit: number;
  }): Promise<LocatedSecret[]>;
  /**
   * Replaces sealed values, except those that somebody changed meanwhile.
   *
   * @returns the number of secrets replaced
   */
  replace(replacements: readonly SecretReplacement[]): Promise<number>;
}
