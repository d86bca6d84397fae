import type {
  NewSession,
  Session,
  SessionSecondFactor,
} from '../stores/SessionStore';
import { type RowId, type RowTime, toDate } from './rowValues';
import { toRowId } from './sql';

export interface SessionRow {
  id: RowId;
  account_id: RowId;
  way: Session['way'];
  second_factor: SessionSecondFactor | null;
  address: string | null;
  user_agent: string | null;
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

/** A session that has no bearer value yet. */
export function newSessionRow(session: NewSession) {
  return {
    token_hash: null,
    account_id: toRowId(session.accountId),
    way: session.way,
    second_factor: session.secondFactor ?? null,
    address: session.address ?? null,
    user_agent: session.userAgent ?? null,
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
  };
}

export function rowToSession(row: SessionRow): Session {
  return {
    id: String(row.id),
    accountId: String(row.account_id),
    way: wayOf(row),
    secondFactor: row.second_factor ?? undefined,
    address: row.address ?? undefined,
    userAgent: row.user_agent ?? undefined,
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

/**
 * While replicas are restarted one by one, some of the release before make
 * sessions; all that they say is which SSO connection it was, if any.
 */
function wayOf({ way, connection_id }: SessionRow): Session['way'] {
  return way === 'local' && connection_id !== null ? 'sso' : way;
}
