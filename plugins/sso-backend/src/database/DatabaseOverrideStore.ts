import type { Knex } from 'knex';
import type {
  ConnectionTest,
  OverrideStore,
  StoredOverride,
} from '../stores/OverrideStore';
import { type RowTime, toDate, toOptionalDate } from './rowValues';
import { inTransaction, query } from './sql';

interface OverrideRow {
  connection_id: string;
  armed_by: string;
  armed_at: RowTime;
  reverts_at: RowTime | null;
}

interface TestRow {
  connection_id: string;
  tested_by: string;
  version: number;
  tested_at: RowTime;
}

/**
 * Override auth in the table `sso_overrides`, a row for each state that it can
 * have, and the tests before it in `sso_connection_tests`.
 */
export class DatabaseOverrideStore implements OverrideStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseOverrideStore {
    return new DatabaseOverrideStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<StoredOverride[]> {
    const rows: OverrideRow[] = await this.#knex('sso_overrides').orderBy(
      'state',
    );
    return rows.map(rowToOverride);
  }

  async arm(override: StoredOverride & { revertsAt: Date }): Promise<void> {
    await this.#put('pending', override);
  }

  async confirm(connectionId: string, now: Date): Promise<boolean> {
    return inTransaction(this.#knex, async knex => {
      const [row] = await query<OverrideRow>(
        knex,
        `delete from sso_overrides
          where state = 'pending' and connection_id = ? and reverts_at > ?
          returning *`,
        [connectionId, now],
      );
      if (!row) {
        return false;
      }
      await this.#put(
        'confirmed',
        { ...rowToOverride(row), revertsAt: undefined },
        knex,
      );
      return true;
    });
  }

  async disarm(connectionId: string): Promise<boolean> {
    const count = await this.#knex('sso_overrides')
      .where({ connection_id: connectionId })
      .delete();
    return count > 0;
  }

  async revert(now: Date): Promise<StoredOverride | undefined> {
    const [row] = await query<OverrideRow>(
      this.#knex,
      `delete from sso_overrides
        where state = 'pending' and reverts_at <= ? returning *`,
      [now],
    );
    return row && rowToOverride(row);
  }

  async recordTest(test: ConnectionTest): Promise<void> {
    await this.#knex('sso_connection_tests')
      .insert({
        connection_id: test.connectionId,
        tested_by: test.testedBy,
        version: test.version,
        tested_at: test.testedAt,
      })
      .onConflict(['connection_id', 'tested_by'])
      .merge();
  }

  async findTest(
    connectionId: string,
    testedBy: string,
  ): Promise<ConnectionTest | undefined> {
    const row: TestRow | undefined = await this.#knex('sso_connection_tests')
      .where({ connection_id: connectionId, tested_by: testedBy })
      .first();
    return (
      row && {
        connectionId: row.connection_id,
        testedBy: row.tested_by,
        version: row.version,
        testedAt: toDate(row.tested_at),
      }
    );
  }

  async #put(
    state: 'pending' | 'confirmed',
    override: StoredOverride,
    knex = this.#knex,
  ): Promise<void> {
    await knex('sso_overrides')
      .insert({
        state,
        connection_id: override.connectionId,
        armed_by: override.armedBy,
        armed_at: override.armedAt,
        reverts_at: override.revertsAt ?? null,
      })
      .onConflict('state')
      .merge();
  }
}

function rowToOverride(row: OverrideRow): StoredOverride {
  return {
    connectionId: row.connection_id,
    armedBy: row.armed_by,
    armedAt: toDate(row.armed_at),
    revertsAt: toOptionalDate(row.reverts_at),
  };
}
