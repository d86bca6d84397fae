import type { SsoErrorCode } from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import type {
  HistoryStore,
  LastSignIn,
  SsoEvent,
  Trace,
} from '../stores/HistoryStore';
import { type RowId, type RowTime, toDate } from './rowValues';
import { batchOf, execute, idList, query, textList, toRowId } from './sql';

interface TraceRow {
  reference: string;
  happened_at: RowTime;
  connection_id: string | null;
  outcome: Trace['outcome'];
  /** Empty after a success. */
  code: string;
  detail: string | null;
  steps: string;
  expires_at: RowTime;
}

interface EventRow {
  happened_at: RowTime;
  type: string;
  connection_id: string | null;
  account_id: RowId | null;
  actor: string | null;
  code: string | null;
  reference: string | null;
}

/** Columns of a batch of events. */
const eventColumns = {
  happened_at: 'time',
  type: 'text',
  connection_id: 'text',
  account_id: 'integer',
  actor: 'text',
  code: 'text',
  reference: 'text',
} as const;

interface LastSignInRow {
  connection_id: string;
  happened_at: RowTime;
  type: string;
  code: string | null;
}

/** Traces and events in the tables `sso_traces` and `sso_events`. */
export class DatabaseHistoryStore implements HistoryStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseHistoryStore {
    return new DatabaseHistoryStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insertTrace(trace: Trace): Promise<void> {
    await this.#knex('sso_traces').insert({
      reference: trace.reference,
      happened_at: trace.at,
      connection_id: trace.connectionId ?? null,
      outcome: trace.outcome,
      code: trace.code ?? '',
      detail: trace.detail ?? null,
      steps: JSON.stringify(trace.steps),
      expires_at: trace.expiresAt,
    });
  }

  async listTraces(options: {
    connectionId?: string;
    outcome?: Trace['outcome'];
    limit: number;
    now: Date;
  }): Promise<Trace[]> {
    const rows: TraceRow[] = await this.#knex('sso_traces')
      // Written so that SQLite goes backwards by id: by the index of this
      // column it would read and sort all traces.
      .whereRaw('(expires_at > ?) = true', [options.now])
      .modify(builder => {
        if (options.connectionId !== undefined) {
          builder.where({ connection_id: options.connectionId });
        }
        if (options.outcome !== undefined) {
          builder.where({ outcome: options.outcome });
        }
      })
      .orderBy('id', 'desc')
      .limit(options.limit);
    return rows.map(rowToTrace);
  }

  async getTrace(reference: string, now: Date): Promise<Trace | undefined> {
    const row: TraceRow | undefined = await this.#knex('sso_traces')
      .where({ reference })
      .where('expires_at', '>', now)
      .first();
    return row && rowToTrace(row);
  }

  async insertEvent(event: SsoEvent): Promise<void> {
    await this.#knex('sso_events').insert({
      happened_at: event.at,
      type: event.type,
      connection_id: event.connectionId ?? null,
      account_id: (event.accountId && toRowId(event.accountId)) || null,
      actor: event.actor ?? null,
      code: event.code ?? null,
      reference: event.reference ?? null,
    });
  }

  async listEvents(options: {
    accountId: string;
    types?: readonly string[];
    limit: number;
  }): Promise<SsoEvent[]> {
    const rows: EventRow[] = await this.#knex('sso_events')
      .whereIn('account_id', idList(this.#knex, [options.accountId]))
      .modify(builder => {
        if (options.types) {
          builder.whereIn('type', textList(this.#knex, options.types));
        }
      })
      .orderBy('id', 'desc')
      .limit(options.limit);
    return rows.map(rowToEvent);
  }

  async insertEvents(events: readonly SsoEvent[]): Promise<void> {
    const rows = events.map(event => ({
      happened_at: event.at,
      type: event.type,
      connection_id: event.connectionId,
      account_id: event.accountId ? toRowId(event.accountId) : undefined,
      actor: event.actor,
      code: event.code,
      reference: event.reference,
    }));
    const batch = batchOf(this.#knex, eventColumns, rows);
    const columns = Object.keys(eventColumns);
    await execute(
      this.#knex,
      `insert into sso_events (${columns}) select ${columns} from ${batch.sql} as new`,
      [batch.parameter],
    );
  }

  async lastSignIns(): Promise<LastSignIn[]> {
    // For every connection one step backwards in the index, instead of a walk
    // through the whole history.
    const rows = await query<LastSignInRow>(
      this.#knex,
      `select event.connection_id, event.happened_at, event.type, event.code
        from sso_connections as connection
        join sso_events as event on event.id = (
          select latest.id from sso_events as latest
          where latest.connection_id = connection.id
            and latest.type in ('sign-in', 'sign-in-refused')
          order by latest.id desc limit 1)`,
    );
    return rows.map(row => ({
      connectionId: row.connection_id,
      at: toDate(row.happened_at),
      outcome: row.type === 'sign-in' ? 'success' : 'refused',
      code: row.code ?? undefined,
    }));
  }

  async deleteExpired(now: Date, eventsBefore: Date): Promise<number> {
    const traces = await this.#knex('sso_traces')
      .where('expires_at', '<=', now)
      .delete();
    const events = await this.#knex('sso_events')
      .where('happened_at', '<', eventsBefore)
      .delete();
    return traces + events;
  }

  async limitTraces(kept: number): Promise<number> {
    return execute(
      this.#knex,
      `delete from sso_traces where id <= (
        select id from sso_traces order by id desc limit 1 offset ?)`,
      [kept],
    );
  }

  async limitRefusals(kept: number): Promise<number> {
    const ofNobody = `account_id is null
      and type in ('sign-in-refused', 'sign-out-refused')`;
    return execute(
      this.#knex,
      `delete from sso_events where ${ofNobody} and id <= (
        select id from sso_events where ${ofNobody}
        order by id desc limit 1 offset ?)`,
      [kept],
    );
  }
}

function rowToTrace(row: TraceRow): Trace {
  return {
    reference: row.reference,
    at: toDate(row.happened_at),
    connectionId: row.connection_id ?? undefined,
    outcome: row.outcome,
    code: (row.code || undefined) as SsoErrorCode | undefined,
    detail: row.detail ?? undefined,
    steps: JSON.parse(row.steps),
    expiresAt: toDate(row.expires_at),
  };
}

function rowToEvent(row: EventRow): SsoEvent {
  return {
    at: toDate(row.happened_at),
    type: row.type,
    connectionId: row.connection_id ?? undefined,
    accountId: row.account_id === null ? undefined : String(row.account_id),
    actor: row.actor ?? undefined,
    code: (row.code ?? undefined) as SsoErrorCode | undefined,
    reference: row.reference ?? undefined,
  };
}
