import type { Knex } from 'knex';
import type {
  PendingKind,
  PendingStep,
  PendingStore,
} from '../stores/PendingStore';
import { type RowId, type RowTime, toDate } from './rowValues';
import { idList, query, toRowId } from './sql';

interface PendingRow {
  bearer_hash: string;
  kind: PendingKind;
  account_id: RowId | null;
  connection_id: string | null;
  memory_key_id: string;
  memory: string;
  expires_at: RowTime;
}

type StepKey = Pick<PendingStep, 'bearerHash' | 'kind'>;

/** Steps that go on once, in the table `sso_pending`. */
export class DatabasePendingStore implements PendingStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabasePendingStore {
    return new DatabasePendingStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insert(step: PendingStep): Promise<void> {
    await this.#knex('sso_pending').insert({
      bearer_hash: step.bearerHash,
      kind: step.kind,
      account_id: (step.accountId && toRowId(step.accountId)) || null,
      connection_id: step.connectionId ?? null,
      memory_key_id: step.memory.keyId,
      memory: step.memory.ciphertext,
      expires_at: step.expiresAt,
    });
  }

  async find(key: StepKey): Promise<PendingStep | undefined> {
    const row: PendingRow | undefined = await this.#knex('sso_pending')
      .where({ bearer_hash: key.bearerHash, kind: key.kind })
      .first();
    return row && rowToStep(row);
  }

  async take(key: StepKey): Promise<PendingStep | undefined> {
    const [row] = await query<PendingRow>(
      this.#knex,
      `delete from sso_pending
        where bearer_hash = ? and kind = ? returning *`,
      [key.bearerHash, key.kind],
    );
    return row && rowToStep(row);
  }

  async deleteOfAccount(accountId: string, kind: PendingKind): Promise<number> {
    return this.#knex('sso_pending')
      .whereIn('account_id', idList(this.#knex, [accountId]))
      .where({ kind })
      .delete();
  }

  async deleteExpired(now: Date): Promise<number> {
    return this.#knex('sso_pending').where('expires_at', '<=', now).delete();
  }
}

function rowToStep(row: PendingRow): PendingStep {
  return {
    bearerHash: row.bearer_hash,
    kind: row.kind,
    accountId: row.account_id === null ? undefined : String(row.account_id),
    connectionId: row.connection_id ?? undefined,
    memory: { keyId: row.memory_key_id, ciphertext: row.memory },
    expiresAt: toDate(row.expires_at),
  };
}
