import type { Knex } from 'knex';
import type { SetupKey, SetupKeyStore } from '../stores/SetupKeyStore';
import { type RowTime, toDate } from './rowValues';
import { query } from './sql';

interface SetupKeyRow {
  key_hash: string;
  entity_ref: string;
  created_at: RowTime;
  expires_at: RowTime;
}

/** Set-up keys in the table `sso_setup_keys`. */
export class DatabaseSetupKeyStore implements SetupKeyStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseSetupKeyStore {
    return new DatabaseSetupKeyStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insert(key: SetupKey): Promise<void> {
    await this.#knex('sso_setup_keys').insert({
      key_hash: key.keyHash,
      entity_ref: key.entityRef,
      created_at: key.createdAt,
      expires_at: key.expiresAt,
    });
  }

  async find(keyHash: string, now: Date): Promise<SetupKey | undefined> {
    const row: SetupKeyRow | undefined = await this.#knex('sso_setup_keys')
      .where({ key_hash: keyHash })
      .where('expires_at', '>', now)
      .first();
    return row && rowToSetupKey(row);
  }

  async take(keyHash: string, now: Date): Promise<SetupKey | undefined> {
    const [row] = await query<SetupKeyRow>(
      this.#knex,
      `delete from sso_setup_keys
        where key_hash = ? and expires_at > ? returning *`,
      [keyHash, now],
    );
    return row && rowToSetupKey(row);
  }

  async deleteAll(): Promise<void> {
    await this.#knex('sso_setup_keys').delete();
  }
}

function rowToSetupKey(row: SetupKeyRow): SetupKey {
  return {
    keyHash: row.key_hash,
    entityRef: row.entity_ref,
    createdAt: toDate(row.created_at),
    expiresAt: toDate(row.expires_at),
  };
}
