import type { Knex } from 'knex';
import type {
  AttemptLimit,
  AttemptReservation,
  AttemptStore,
} from '../stores/AttemptStore';
import { type RowId, type RowTime, toDate, toOptionalDate } from './rowValues';
import { execute, idList, isSqlite, query, toRowId } from './sql';

interface ReservationRow {
  locked_until: RowTime | null;
}

interface LockRow {
  account_id: RowId;
  locked_until: RowTime;
}

/** So often a lock can double; a day has fewer milliseconds than that. */
const MAX_DOUBLINGS = 20;

/** Counted attempts in the table `sso_attempts`. */
export class DatabaseAttemptStore implements AttemptStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseAttemptStore {
    return new DatabaseAttemptStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async reserve(
    keyHash: string,
    accountId: string | undefined,
    limit: AttemptLimit,
    now: Date,
  ): Promise<AttemptReservation> {
    const time = now.getTime();
    const [row] = await query<ReservationRow>(
      this.#knex,
      reserveStatement(isSqlite(this.#knex)),
      {
        keyHash,
        accountId: (accountId && toRowId(accountId)) || null,
        attempts: limit.attempts,
        lock: limit.lock,
        maxLock: limit.maxLock,
        now,
        firstLock: limit.attempts > 1 ? null : new Date(time + limit.lock),
        firstLocks: limit.attempts > 1 ? 0 : 1,
        expiresAt: new Date(time + Math.max(limit.memory, limit.maxLock)),
      },
    );
    return row
      ? { allowed: true, lockedUntil: toOptionalDate(row.locked_until) }
      : { allowed: false };
  }

  async refund(keyHash: string): Promise<void> {
    await execute(
      this.#knex,
      `update sso_attempts set attempts = attempts - 1,
          locks = case when locked_until is null then locks else locks - 1 end,
          locked_until = null
        where key_hash = ? and attempts > 0`,
      [keyHash],
    );
  }

  async clear(keyHash: string): Promise<boolean> {
    const [row] = await query<{ attempts: number }>(
      this.#knex,
      'delete from sso_attempts where key_hash = ? returning attempts',
      [keyHash],
    );
    return row !== undefined && row.attempts > 0;
  }

  async findLocks(
    accountIds: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, Date>> {
    const rows: LockRow[] = await this.#knex('sso_attempts')
      .whereIn('account_id', idList(this.#knex, accountIds))
      .where('locked_until', '>', now)
      .groupBy('account_id')
      .select('account_id')
      .max({ locked_until: 'locked_until' });
    return new Map(
      rows.map(row => [String(row.account_id), toDate(row.locked_until)]),
    );
  }

  async deleteExpired(now: Date): Promise<number> {
    return this.#knex('sso_attempts').where('expires_at', '<=', now).delete();
  }
}

/**
 * Counts by one statement, which the database runs for one caller after the
 * other: each sees what those before have counted. While locked nothing is
 * written and no row comes back. After a lock the count begins anew, and the
 * next lock is twice as long; both are forgotten together.
 */
function reserveStatement(sqlite: boolean): string {
  const forgotten = 'counted.expires_at <= :now';
  // Here a lock has ended, or nothing at all would be written.
  const count = `case when ${forgotten} or counted.locked_until is not null
    then 1 else counted.attempts + 1 end`;
  const locks = `case when ${forgotten} then 0 else counted.locks end`;
  const least = sqlite ? 'min' : 'least';
  const length = `${least}(cast(:lock as bigint) * (1 << ${least}(${locks}, ${MAX_DOUBLINGS})), :maxLock)`;
  const end = sqlite
    ? `:now + ${length}`
    : `cast(:now as timestamptz) + ${length} * interval '1 millisecond'`;
  const reached = `${count} >= :attempts`;
  return `insert into sso_attempts as counted
      (key_hash, account_id, attempts, locks, locked_until, expires_at)
    values (:keyHash, :accountId, 1, :firstLocks, :firstLock, :expiresAt)
    on conflict (key_hash) do update set
      account_id = excluded.account_id,
      attempts = ${count},
      locks = ${locks} + case when ${reached} then 1 else 0 end,
      locked_until = case when ${reached} then ${end} end,
      expires_at = excluded.expires_at
    where counted.locked_until is null or counted.locked_until <= :now
    returning locked_until`;
}
