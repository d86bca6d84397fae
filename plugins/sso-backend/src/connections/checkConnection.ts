import { isSsoError, SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { ProtocolContexts } from './ProtocolContexts';
import { toFailedFinding } from './toFailedFinding';

/**
 * Whether the saved settings of an SSO connection can work. What is wrong with
 * them comes as a finding, too.
 */
export async function checkConnection(
  contexts: ProtocolContexts,
  connection: StoredConnection,
): Promise<SsoCheckFinding[]> {
  try {
    const { protocol, context } = contexts.bind(connection);
    return protocol.check ? await protocol.check(context) : [];
  } catch (error) {
    if (!isSsoError(error)) throw error;
    return [toFailedFinding(error, 'Settings')];
  }
}
