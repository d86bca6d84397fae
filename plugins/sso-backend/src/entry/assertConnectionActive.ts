import { SsoError } from '@latchkey/plugin-sso-common';
import type { StoredConnection } from '../stores/ConnectionStore';

/**
 * Nobody signs in through an SSO connection that was switched off or deleted
 * meanwhile.
 *
 * @throws SsoError `connection-not-found` or `connection-inactive`
 */
export function assertConnectionActive(
  connection: StoredConnection | undefined,
): StoredConnection {
  if (!connection?.active) {
    throw new SsoError(
      connection ? 'connection-inactive' : 'connection-not-found',
    );
  }
  return connection;
}
