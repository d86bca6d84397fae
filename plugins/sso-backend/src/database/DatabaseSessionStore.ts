import type { Knex } from 'knex';
import type { NewSession, Session, SessionStore } from '../stores/SessionStore';
import { type RowId, type RowTime, toDate } from './rowValues';
import { idList, query, toRowId } from './sql';

interface SessionRow {
  id: RowId;
  account_id: RowId;
  connection_id: string | null;
  issuer: string | null;
  provider_session_id: string | null;
  created_at: RowTime;
  last_seen_at: RowTime;
  idle_expires_at: RowTime;
  expires_at: RowTime;
}

/** Sessions in the table `sso_sessions`; an ended one has no row. */
export class DatabaseSessionStore implements SessionStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseSessionStore {
    return new DatabaseSessionStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insert(session: NewSession): Promise<string> {
    const [row] = await this.#knex('sso_sessions')
      .insert({
        token_hash: null,
        account_id: toRowId(session.accountId),
        connection_id: session.connectionId ?? null,
        issuer: session.issuer ?? null,
        provider_session_id: session.providerSessionId ?? null,
        created_at: session.createdAt,
        last_seen_at: session.lastSeenAt,
        idle_expires_at: session.idleExpiresAt,
        expires_at: session.expiresAt,
      })
      .returning('id');
    return String(row.id);
  }

  async activate(
    sessionId: string,
    tokenHash: string,
    life: { idleExpiresAt: Date; expiresAt: Date; at: Date },
  ): Promise<boolean> {
    const count = await this.#knex('sso_sessions')
      .whereIn('id', idList(this.#knex, [sessionId]))
      .whereNull('token_hash')
      .where('expires_at', '>', life.at)
      .update({
        token_hash: tokenHash,
        last_seen_at: life.at,
        idle_expires_at: life.idleExpiresAt,
        expires_at: life.expiresAt,
      });
    return count === 1;
  }

  async findActive(tokenHash: string, now: Date): Promise<Session | undefined> {
    const row: SessionRow | undefined = await this.#knex('sso_sessions')
      .where({ token_hash: tokenHash })
      .where('idle_expires_at', '>', now)
      .where('expires_at', '>', now)
      .first();
    return row && rowToSession(row);
  }

  async touch(sessionId: string, at: Date, idleExpiresAt: Date): Promise<void> {
    await this.#knex('sso_sessions')
      .whereIn('id', idList(this.#knex, [sessionId]))
      .update({ last_seen_at: at, idle_expires_at: idleExpiresAt });
  }

  async end(tokenHash: string): Promise<Session | undefined> {
    const [row] = await query<SessionRow>(
      this.#knex,
      'delete from sso_sessions where token_hash = ? returning *',
      [tokenHash],
    );
    return row && rowToSession(row);
  }

  async endByConnection(connectionId: string): Promise<number> {
    return this.#knex('sso_sessions')
      .where({ connection_id: connectionId })
      .delete();
  }

  async deleteExpired(now: Date): Promise<number> {
    return this.#knex('sso_sessions')
      .where('expires_at', '<=', now)
      .orWhere('idle_expires_at', '<=', now)
      .delete();
  }
}

function rowToSession(row: SessionRow): Session {
  return {
    id: String(row.id),
    accountId: String(row.account_id),
    connectionId: row.connection_id ?? undefined,
    issuer: row.issuer ?? undefined,
    providerSessionId: row.provider_session_id ?? undefined,
    createdAt: toDate(row.created_at),
    lastSeenAt: toDate(row.last_seen_at),
    idleExpiresAt: toDate(row.idle_expires_at),
    expiresAt: toDate(row.expires_at),
  };
}
