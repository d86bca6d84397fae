import type { StoredConnection } from '../stores/ConnectionStore';

/** Id of the protocol by which portals sign each other's people in. */
export const CONNECT_PROTOCOL = 'connect';

/** The way into the portal that an SSO connection is. */
export function wayOf(
  connection: Pick<StoredConnection, 'protocol'>,
): 'sso' | 'connect' {
  return connection.protocol === CONNECT_PROTOCOL ? 'connect' : 'sso';
}
