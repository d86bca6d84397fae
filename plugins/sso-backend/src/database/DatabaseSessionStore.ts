import type { Knex } from 'knex';
import type {
  NewSession,
  ProviderSessionSelector,
  Session,
  SessionStore,
} from '../stores/SessionStore';
import { type RowId, type RowTime, toDate } from './rowValues';
import { idList, query, textList, toRowId } from './sql';

interface SessionRow {
  id: RowId;
  account_id: RowId;
  connection_id: string | null;
  issuer: string | null;
  provider_session_id: string | null;
  provider_principal_hash: string | null;
  provider_memory_key_id: string | null;
  provider_memory: string | null;
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
        provider_principal_hash: session.providerPrincipalHash ?? null,
        provider_memory_key_id: session.providerMemory?.keyId ?? null,
        provider_memory: session.providerMemory?.ciphertext ?? null,
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
    providerPrincipalHash: row.provider_principal_hash ?? undefined,
    providerMemory:
      row.provider_memory_key_id === null || row.provider_memory === null
        ? undefined
        : {
            keyId: row.provider_memory_key_id,
            ciphertext: row.provider_memory,
          },
    createdAt: toDate(row.created_at),
    lastSeenAt: toDate(row.last_seen_at),
    idleExpiresAt: toDate(row.idle_expires_at),
    expiresAt: toDate(row.expires_at),
  };
}
