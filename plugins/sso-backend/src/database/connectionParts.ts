import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type {
  ConnectionChange,
  StoredConnection,
} from '../stores/ConnectionStore';
import { connectionToSnapshot } from './connectionRows';

/** Adds the secrets of a connection that has none. */
export async function insertSecrets(
  knex: Knex,
  connection: StoredConnection,
): Promise<void> {
  const rows = Object.entries(connection.secrets).map(([name, secret]) => ({
    connection_id: connection.id,
    name,
    key_id: secret.sealed.keyId,
    ciphertext: secret.sealed.ciphertext,
    fingerprint: secret.fingerprint,
    set_at: secret.setAt,
  }));
  if (rows.length) {
    await knex('sso_secrets').insert(rows);
  }
}

/**
 * Adds a change to the history.
 *
 * @throws ConflictError when the version exists
 */
export async function insertVersion(
  knex: Knex,
  { connection, action, changedPaths }: ConnectionChange,
): Promise<void> {
  try {
    await knex('sso_connection_versions').insert({
      connection_id: connection.id,
      version: connection.version,
      action,
      changed_at: connection.updatedAt,
      changed_by: connection.updatedBy,
      changed_paths: JSON.stringify(changedPaths),
      snapshot: connectionToSnapshot(connection),
    });
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      throw new ConflictError(
        `Version ${connection.version} of the SSO connection "${connection.id}" exists already`,
        error,
      );
    }
    throw error;
  }
}
