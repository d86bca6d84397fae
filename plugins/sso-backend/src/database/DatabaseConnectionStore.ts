import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type {
  ConnectionChange,
  ConnectionStore,
  ConnectionVersion,
  StoredConnection,
} from '../stores/ConnectionStore';
import {
  connectionToRow,
  type ConnectionVersionRow,
  type ConnectionWithSecretRow,
  rowsToConnections,
  rowToVersion,
} from './connectionRows';
import { insertSecrets, insertVersion } from './connectionParts';
import { batchOf, execute, inTransaction, query } from './sql';

const MAX_VERSIONS = 200;

/**
 * SSO connections in the tables `sso_connections`, `sso_secrets` and
 * `sso_connection_versions`.
 */
export class DatabaseConnectionStore implements ConnectionStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseConnectionStore {
    return new DatabaseConnectionStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<StoredConnection[]> {
    return rowsToConnections(await this.#select());
  }

  async get(id: string): Promise<StoredConnection | undefined> {
    const rows = await this.#select().where('connection.id', id);
    return rowsToConnections(rows)[0];
  }

  async lastVersion(id: string): Promise<number> {
    const row = await this.#knex('sso_connection_versions')
      .where({ connection_id: id })
      .max({ version: 'version' })
      .first();
    return Number(row?.version ?? 0);
  }

  async insert(change: ConnectionChange): Promise<void> {
    const { connection } = change;
    await inTransaction(this.#knex, async knex => {
      const added = await knex('sso_connections')
        .insert({
          id: connection.id,
          ...connectionToRow(connection),
          position: knex.raw(
            '(select coalesce(max(position), -1) + 1 from sso_connections)',
          ),
        })
        .onConflict('id')
        .ignore()
        .returning('id');
      if (!added.length) {
        throw new ConflictError(
          `There is an SSO connection "${connection.id}" already`,
        );
      }
      await insertSecrets(knex, connection);
      await insertVersion(knex, change);
    });
  }

  /** The position is not part of it: only {@link setOrder} changes that. */
  async update(
    change: ConnectionChange,
    expectedVersion: number,
  ): Promise<boolean> {
    const { connection } = change;
    return inTransaction(this.#knex, async knex => {
      const count = await knex('sso_connections')
        .where({ id: connection.id, version: expectedVersion })
        .update(connectionToRow(connection));
      if (count === 0) {
        return false;
      }
      await knex('sso_secrets')
        .where({ connection_id: connection.id })
        .delete();
      await insertSecrets(knex, connection);
      await insertVersion(knex, change);
      return true;
    });
  }

  async setOrder(ids: readonly string[]): Promise<void> {
    const batch = batchOf(
      this.#knex,
      { id: 'text', position: 'integer' },
      ids.map((id, position) => ({ id, position })),
    );
    await execute(
      this.#knex,
      `update sso_connections set position = wanted.position
        from ${batch.sql} as wanted where sso_connections.id = wanted.id`,
      [batch.parameter],
    );
  }

  async delete(
    id: string,
    deletedBy: string,
    deletedAt: Date,
  ): Promise<boolean> {
    return inTransaction(this.#knex, async knex => {
      const [row] = await query<{ version: number }>(
        knex,
        'delete from sso_connections where id = ? returning version',
        [id],
      );
      if (!row) {
        return false;
      }
      await knex('sso_connection_versions').insert({
        connection_id: id,
        version: row.version + 1,
        action: 'deleted',
        changed_at: deletedAt,
        changed_by: deletedBy,
        changed_paths: '[]',
        snapshot: null,
      });
      return true;
    });
  }

  async listVersions(id: string): Promise<ConnectionVersion[]> {
    const rows: ConnectionVersionRow[] = await this.#knex(
      'sso_connection_versions',
    )
      .where({ connection_id: id })
      .orderBy('version', 'desc')
      .limit(MAX_VERSIONS);
    return rows.map(rowToVersion);
  }

  /** One statement, so that secrets and settings are of the same version. */
  #select(): Knex.QueryBuilder<any, ConnectionWithSecretRow[]> {
    return this.#knex('sso_connections as connection')
      .leftJoin(
        'sso_secrets as secret',
        'secret.connection_id',
        'connection.id',
      )
      .select<ConnectionWithSecretRow[]>(
        'connection.*',
        'secret.name as secret_name',
        'secret.key_id',
        'secret.ciphertext',
        'secret.fingerprint',
        'secret.set_at',
      )
      .orderBy(['connection.position', 'connection.id', 'secret.name']);
  }
}
