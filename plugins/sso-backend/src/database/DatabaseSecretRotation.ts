import type { Knex } from 'knex';
import type {
  LocatedSecret,
  SecretPlace,
  SecretReplacement,
  SecretRotation,
} from '../stores/SecretRotation';
import type { SealedTable } from './sealedTables';
import { batchOf, execute } from './sql';

/** Secrets in a {@link SealedTable}. */
export class DatabaseSecretRotation implements SecretRotation {
  readonly #knex: Knex;
  readonly #table: SealedTable;

  static create(knex: Knex, table: SealedTable): DatabaseSecretRotation {
    return new DatabaseSecretRotation(knex, table);
  }

  private constructor(knex: Knex, table: SealedTable) {
    this.#knex = knex;
    this.#table = table;
  }

  async list(options: {
    after?: SecretPlace;
    limit: number;
  }): Promise<LocatedSecret[]> {
    const { name, keys, keyIdColumn, valueColumn } = this.#table;
    const columns = Object.keys(keys);
    const rows: Array<Record<string, string>> = await this.#knex(name)
      .modify(builder => {
        if (options.after) {
          const key = this.#table.toKey(options.after);
          builder.whereRaw(
            `(${columns}) > (${columns.map(() => '?')})`,
            columns.map(column => key[column] ?? null),
          );
        }
      })
      .orderBy(columns)
      .limit(options.limit);
    return rows.map(row => ({
      place: this.#table.toPlace(row),
      sealed: { keyId: row[keyIdColumn], ciphertext: row[valueColumn] },
    }));
  }

  async replace(replacements: readonly SecretReplacement[]): Promise<number> {
    const { name, keys, keyIdColumn, valueColumn, fingerprintColumn } =
      this.#table;
    const batch = batchOf(
      this.#knex,
      {
        ...keys,
        old_value: 'text',
        new_key_id: 'text',
        new_value: 'text',
        new_fingerprint: 'text',
      },
      replacements.map(({ before, after }) => ({
        ...this.#table.toKey(before.place),
        old_value: before.sealed.ciphertext,
        new_key_id: after.sealed.keyId,
        new_value: after.sealed.ciphertext,
        new_fingerprint: after.fingerprint,
      })),
    );
    const sets = [
      `${keyIdColumn} = renewed.new_key_id`,
      `${valueColumn} = renewed.new_value`,
      ...(fingerprintColumn
        ? [`${fingerprintColumn} = renewed.new_fingerprint`]
        : []),
    ];
    const same = Object.keys(keys).map(
      column => `${name}.${column} = renewed.${column}`,
    );
    return execute(
      this.#knex,
      `update ${name} set ${sets} from ${batch.sql} as renewed
        where ${same.join(' and ')}
          and ${name}.${valueColumn} = renewed.old_value`,
      [batch.parameter],
    );
  }
}
