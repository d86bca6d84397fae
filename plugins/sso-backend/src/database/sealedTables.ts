import type { SecretPlace } from '../stores/SecretRotation';
import { toRowId } from './sql';

/** A table with a sealed secret in each row. */
export interface SealedTable {
  readonly name: string;
  /** Columns of the primary key, in its order. */
  readonly keys: Readonly<Record<string, 'text' | 'integer'>>;
  readonly keyIdColumn: string;
  readonly valueColumn: string;
  readonly fingerprintColumn?: string;
  toPlace(row: Readonly<Record<string, string | number>>): SecretPlace;
  /** @throws Error for a place in another table */
  toKey(place: SecretPlace): Record<string, string | number | undefined>;
}

export const connectionSecrets: SealedTable = {
  name: 'sso_secrets',
  keys: { connection_id: 'text', name: 'text' },
  keyIdColumn: 'key_id',
  valueColumn: 'ciphertext',
  fingerprintColumn: 'fingerprint',
  toPlace: row => ({
    kind: 'connection',
    connectionId: String(row.connection_id),
    name: String(row.name),
  }),
  toKey(place) {
    assertKind(place, 'connection');
    return { connection_id: place.connectionId, name: place.name };
  },
};

export const secondFactorSecrets: SealedTable = {
  name: 'sso_second_factors',
  keys: { account_id: 'integer' },
  keyIdColumn: 'secret_key_id',
  valueColumn: 'secret',
  toPlace: row => ({
    kind: 'secondFactor',
    accountId: String(row.account_id),
  }),
  toKey(place) {
    assertKind(place, 'secondFactor');
    return { account_id: toRowId(place.accountId) };
  },
};

function assertKind<TKind extends SecretPlace['kind']>(
  place: SecretPlace,
  kind: TKind,
): asserts place is Extract<SecretPlace, { kind: TKind }> {
  if (place.kind !== kind) {
    throw new Error(`A secret of kind ${place.kind} is in another table`);
  }
}
