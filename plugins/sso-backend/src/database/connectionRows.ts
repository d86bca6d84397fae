import { ssoProvisioningPolicySchema } from '@latchkey/plugin-sso-common';
import type {
  ConnectionVersion,
  StoredConnection,
  StoredSecret,
} from '../stores/ConnectionStore';
import { type RowBoolean, type RowTime, toDate } from './rowValues';

interface ConnectionRow {
  id: string;
  protocol: string;
  display_name: string;
  icon: string | null;
  position: number;
  hidden: RowBoolean;
  active: RowBoolean;
  comment: string | null;
  login_success_redirect: string | null;
  debug: RowBoolean;
  second_factor: StoredConnection['secondFactor'];
  settings: string;
  policy: string;
  version: number;
  created_at: RowTime;
  updated_at: RowTime;
  updated_by: string;
}

/** A connection with one of its secrets, or with none. */
export type ConnectionWithSecretRow = ConnectionRow &
  (
    | { secret_name: null }
    | {
        secret_name: string;
        key_id: string;
        ciphertext: string;
        fingerprint: string;
        set_at: RowTime;
      }
  );

export interface ConnectionVersionRow {
  version: number;
  action: ConnectionVersion['action'];
  changed_at: RowTime;
  changed_by: string;
  changed_paths: string;
}

/** Folds rows with one secret each into connections, in the order of the rows. */
export function rowsToConnections(
  rows: readonly ConnectionWithSecretRow[],
): StoredConnection[] {
  const secrets = new Map<string, Record<string, StoredSecret>>();
  const connections = new Map<string, ConnectionRow>();
  for (const row of rows) {
    connections.set(row.id, row);
    const known = secrets.get(row.id) ?? {};
    secrets.set(row.id, known);
    if (row.secret_name !== null) {
      known[row.secret_name] = {
        sealed: { keyId: row.key_id, ciphertext: row.ciphertext },
        fingerprint: row.fingerprint,
        setAt: toDate(row.set_at),
      };
    }
  }
  return [...connections.values()].map(row =>
    rowToConnection(row, secrets.get(row.id) ?? {}),
  );
}

function rowToConnection(
  row: ConnectionRow,
  secrets: Record<string, StoredSecret>,
): StoredConnection {
  return {
    id: row.id,
    protocol: row.protocol,
    displayName: row.display_name,
    icon: row.icon ?? undefined,
    order: row.position,
    hidden: Boolean(row.hidden),
    active: Boolean(row.active),
    comment: row.comment ?? undefined,
    loginSuccessRedirect: row.login_success_redirect ?? undefined,
    debug: Boolean(row.debug),
    secondFactor: row.second_factor,
    settings: JSON.parse(row.settings),
    // A row of an older release lacks what was added since.
    policy: ssoProvisioningPolicySchema.parse(JSON.parse(row.policy)),
    version: row.version,
    createdAt: toDate(row.created_at),
    updatedAt: toDate(row.updated_at),
    updatedBy: row.updated_by,
    secrets,
  };
}

/** The columns of a connection that a change sets; not its id and position. */
export function connectionToRow(connection: StoredConnection) {
  return {
    protocol: connection.protocol,
    display_name: connection.displayName,
    icon: connection.icon ?? null,
    hidden: connection.hidden,
    active: connection.active,
    comment: connection.comment ?? null,
    login_success_redirect: connection.loginSuccessRedirect ?? null,
    debug: connection.debug,
    second_factor: connection.secondFactor,
    settings: JSON.stringify(connection.settings),
    policy: JSON.stringify(connection.policy),
    version: connection.version,
    created_at: connection.createdAt,
    updated_at: connection.updatedAt,
    updated_by: connection.updatedBy,
  };
}

/** What the history keeps of a connection: nothing of its secrets. */
export function connectionToSnapshot(connection: StoredConnection): string {
  const { secrets: _secrets, ...rest } = connection;
  return JSON.stringify(rest);
}

export function rowToVersion(row: ConnectionVersionRow): ConnectionVersion {
  return {
    version: row.version,
    action: row.action,
    changedAt: toDate(row.changed_at),
    changedBy: row.changed_by,
    changedPaths: JSON.parse(row.changed_paths),
  };
}
