import type { Knex } from 'knex';
import type {
  NewSession,
  ProviderSessionSelector,
  Session,
  SessionSecondFactor,
  SessionStore,
} from '../stores/SessionStore';
import { newSessionRow, rowToSession, type SessionRow } from './sessionRows';
import { idList, query, textList, toRowId } from './sql';

/** Nobody stops a person from signing in again and again. */
const MAX_LISTED = 200;

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
      .insert(newSessionRow(session))
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

  async endByProvider(selector: ProviderSessionSelector): Promise<Session[]> {
    const { principalHash, providerSessionIds = [] } = selector;
    if (principalHash === undefined && providerSessionIds.length === 0) {
      return [];
    }
    const conditions = ['connection_id = ?', 'issuer = ?'];
    const bindings: Knex.RawBinding[] = [
      selector.connectionId,
      selector.issuer,
    ];
    if (principalHash !== undefined) {
      conditions.push('provider_principal_hash = ?');
      bindings.push(principalHash);
    }
    if (providerSessionIds.length > 0) {
      conditions.push('provider_session_id in ?');
      bindings.push(textList(this.#knex, providerSessionIds));
    }
    const rows = await query<SessionRow>(
      this.#knex,
      `delete from sso_sessions where ${conditions.join(' and ')} returning *`,
      bindings,
    );
    return rows.map(rowToSession);
  }

  async listOfAccount(accountId: string, now: Date): Promise<Session[]> {
    const rows: SessionRow[] = await this.#openOf(accountId, now)
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(MAX_LISTED);
    return rows.map(rowToSession);
  }

  async findOfAccount(
    accountId: string,
    sessionId: string,
    now: Date,
  ): Promise<Session | undefined> {
    const row: SessionRow | undefined = await this.#openOf(accountId, now)
      .where({ id: toRowId(sessionId) ?? 0 })
      .first();
    return row && rowToSession(row);
  }

  async endOfAccount(
    accountId: string,
    sessionId: string,
  ): Promise<Session | undefined> {
    const [row] = await query<SessionRow>(
      this.#knex,
      `delete from sso_sessions
        where id in ? and account_id in ? returning *`,
      [idList(this.#knex, [sessionId]), idList(this.#knex, [accountId])],
    );
    return row && rowToSession(row);
  }

  async endAllOfAccount(
    accountId: string,
    options: { except?: string; connectionId?: string; issuer?: string } = {},
  ): Promise<number> {
    const { except, connectionId, issuer } = options;
    return this.#knex('sso_sessions')
      .whereIn('account_id', idList(this.#knex, [accountId]))
      .modify(builder => {
        if (except !== undefined) {
          builder.whereNotIn('id', idList(this.#knex, [except]));
        }
        if (connectionId !== undefined) {
          builder.where({ connection_id: connectionId });
        }
        if (issuer !== undefined) {
          builder.where({ issuer });
        }
      })
      .delete();
  }

  async setSecondFactor(
    sessionId: string,
    secondFactor: SessionSecondFactor,
  ): Promise<void> {
    await this.#knex('sso_sessions')
      .whereIn('id', idList(this.#knex, [sessionId]))
      .update({ second_factor: secondFactor });
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

  #openOf(accountId: string, now: Date): Knex.QueryBuilder {
    return (
      this.#knex('sso_sessions')
        // An equality, which SQLite prefers to the ranges of other indexes.
        .where({ account_id: toRowId(accountId) ?? 0 })
        .whereNotNull('token_hash')
        .where('idle_expires_at', '>', now)
        .where('expires_at', '>', now)
    );
  }
}
