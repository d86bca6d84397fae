import type { Knex } from 'knex';
import type { LogoutState, LogoutStore } from '../stores/LogoutStore';
import { type RowTime, toDate } from './rowValues';
import { query } from './sql';

interface LogoutRow {
  state_hash: string;
  connection_id: string;
  kind: LogoutState['kind'];
  memory_key_id: string;
  memory: string;
  created_at: RowTime;
  expires_at: RowTime;
}

/** Sign-outs under way, in the table `sso_logout_states`. */
export class DatabaseLogoutStore implements LogoutStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseLogoutStore {
    return new DatabaseLogoutStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insertState(state: LogoutState): Promise<void> {
    await this.#knex('sso_logout_states').insert({
      state_hash: state.stateHash,
      connection_id: state.connectionId,
      kind: state.kind,
      memory_key_id: state.memory.keyId,
      memory: state.memory.ciphertext,
      created_at: state.createdAt,
      expires_at: state.expiresAt,
    });
  }

  async takeState(
    key: Pick<LogoutState, 'stateHash' | 'connectionId' | 'kind'>,
  ): Promise<LogoutState | undefined> {
    const [row] = await query<LogoutRow>(
      this.#knex,
      `delete from sso_logout_states
        where state_hash = ? and connection_id = ? and kind = ? returning *`,
      [key.stateHash, key.connectionId, key.kind],
    );
    return row && rowToState(row);
  }

  async deleteExpired(now: Date): Promise<number> {
    return this.#knex('sso_logout_states')
      .where('expires_at', '<=', now)
      .delete();
  }
}

function rowToState(row: LogoutRow): LogoutState {
  return {
    stateHash: row.state_hash,
    connectionId: row.connection_id,
    kind: row.kind,
    memory: { keyId: row.memory_key_id, ciphertext: row.memory },
    createdAt: toDate(row.created_at),
    expiresAt: toDate(row.expires_at),
  };
}
