import type { Knex } from 'knex';
import type {
  LocatedSecret,
  SecretReplacement,
  SecretRotation,
} from '../stores/SecretRotation';
import { batchOf, execute } from './sql';

interface SecretRow {
  connection_id: string;
  name: string;
  key_id: string;
  ciphertext: string;
}

/** Secrets in the table `sso_secrets`. */
export class DatabaseSecretRotation implements SecretRotation {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseSecretRotation {
    return new DatabaseSecretRotation(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(options: {
    after?: Pick<LocatedSecret, 'connectionId' | 'name'>;
    limit: number;
  }): Promise<LocatedSecret[]> {
    const rows: SecretRow[] = await this.#knex('sso_secrets')
      .modify(builder => {
        if (options.after) {
          builder.whereRaw('(connection_id, name) > (?, ?)', [
            options.after.connectionId,
            options.after.name,
          ]);
        }
      })
      .orderBy(['connection_id', 'name'])
      .limit(options.limit);
    return rows.map(row => ({
      connectionId: row.connection_id,
      name: row.name,
      sealed: { keyId: row.key_id, ciphertext: row.ciphertext },
    }));
  }

  async replace(replacements: readonly SecretReplacement[]): Promise<number> {
    const batch = batchOf(
      this.#knex,
      {
        connection_id: 'text',
        name: 'text',
        old_ciphertext: 'text',
        key_id: 'text',
        ciphertext: 'text',
        fingerprint: 'text',
      },
      replacements.map(({ before, after }) => ({
        connection_id: before.connectionId,
        name: before.name,
        old_ciphertext: before.sealed.ciphertext,
        key_id: after.sealed.keyId,
        ciphertext: after.sealed.ciphertext,
        fingerprint: after.fingerprint,
      })),
    );
    return execute(
      this.#knex,
      `update sso_secrets set key_id = renewed.key_id,
          ciphertext = renewed.ciphertext, fingerprint = renewed.fingerprint
        from ${batch.sql} as renewed
        where sso_secrets.connection_id = renewed.connection_id
          and sso_secrets.name = renewed.name
          and sso_secrets.ciphertext = renewed.old_ciphertext`,
      [batch.parameter],
    );
  }
}
