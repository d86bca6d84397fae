import type {
  SsoConnection,
  SsoConnectionSummary,
} from '@latchkey/plugin-sso-common';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { LastSignIn } from '../stores/HistoryStore';
import type { ProtocolContexts } from './ProtocolContexts';
import type { ProtocolRegistry } from './ProtocolRegistry';

/** One row of the list; `lastSignIn` comes from the history. */
export function toSummary(
  connection: StoredConnection,
  registry: ProtocolRegistry,
  lastSignIn: LastSignIn | undefined,
): SsoConnectionSummary {
  return {
    id: connection.id,
    protocol: connection.protocol,
    protocolInstalled: registry.get(connection.protocol) !== undefined,
    displayName: connection.displayName,
    icon: connection.icon as SsoConnectionSummary['icon'],
    order: connection.order,
    hidden: connection.hidden,
    active: connection.active,
    comment: connection.comment,
    version: connection.version,
    updatedAt: connection.updatedAt.toISOString(),
    lastSignIn: lastSignIn && {
      at: lastSignIn.at.toISOString(),
      outcome: lastSignIn.outcome,
      code: lastSignIn.code,
    },
  };
}

/**
 * An SSO connection for its settings page. Built field by field from what may
 * be seen, so that nothing else can slip through: of secrets only when they
 * were set and their fingerprint.
 */
export function toView(
  connection: StoredConnection,
  registry: ProtocolRegistry,
  contexts: ProtocolContexts,
  lastSignIn: LastSignIn | undefined,
): SsoConnection {
  const registered = registry.get(connection.protocol);
  const callbackUrl = contexts.callbackUrl(connection.id);
  return {
    ...toSummary(connection, registry, lastSignIn),
    loginSuccessRedirect: connection.loginSuccessRedirect,
    settings: connection.settings,
    secrets: Object.fromEntries(
      Object.entries(connection.secrets).map(([name, secret]) => [
        name,
        {
          setAt: secret.setAt.toISOString(),
          fingerprint: secret.fingerprint,
        },
      ]),
    ),
    policy: connection.policy,
    providerValues:
      registered?.protocol.providerValues({
        settings: connection.settings,
        callbackUrl,
      }) ?? [],
    signInUrl: contexts.signInUrl(connection.id),
    createdAt: connection.createdAt.toISOString(),
    updatedBy: connection.updatedBy,
  };
}
