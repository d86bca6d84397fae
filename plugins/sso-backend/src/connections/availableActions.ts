import type { SsoProtocolAction } from '@latchkey/plugin-sso-node';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { RegisteredProtocol } from './ProtocolRegistry';

/** What the protocol of an SSO connection can do for it now. */
export function availableActions(
  connection: StoredConnection,
  registered: RegisteredProtocol | undefined,
): SsoProtocolAction[] {
  const { settings, secrets } = connection;
  const secretNames = Object.keys(secrets);
  return (registered?.protocol.actions ?? []).filter(action =>
    action.isAvailable({ settings, secretNames }),
  );
}
