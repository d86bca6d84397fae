import type {
  SsoConnection,
  SsoConnectionAction,
  SsoConnectionSummary,
  SsoNotice,
} from '@latchkey/plugin-sso-common';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { LastSignIn } from '../stores/HistoryStore';
import { availableActions } from './availableActions';
import type { ProtocolContexts } from './ProtocolContexts';
import type { ProtocolRegistry } from './ProtocolRegistry';

/** What a view shows beside the connection itself. */
export interface ConnectionNews {
  readonly lastSignIn: LastSignIn | undefined;
  readonly notices: readonly SsoNotice[] | undefined;
}

/** One row of the list. */
export function toSummary(
  connection: StoredConnection,
  registry: ProtocolRegistry,
  { lastSignIn, notices = [] }: ConnectionNews,
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
    notices: [...notices],
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
  news: ConnectionNews,
): SsoConnection {
  const registered = registry.get(connection.protocol);
  return {
    ...toSummary(connection, registry, news),
    loginSuccessRedirect: connection.loginSuccessRedirect,
    debug: connection.debug,
    secondFactor: connection.secondFactor,
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
    actions: availableActions(connection, registered).map(toActionView),
    policy: connection.policy,
    providerValues:
      registered?.protocol.providerValues({
        settings: connection.settings,
        ...contexts.urlsOf(connection.id),
      }) ?? [],
    signInUrl: contexts.signInUrl(connection.id),
    createdAt: connection.createdAt.toISOString(),
    updatedBy: connection.updatedBy,
  };
}

function toActionView({
  id,
  title,
  description,
  confirmation,
}: SsoConnectionAction): SsoConnectionAction {
  return { id, title, description, confirmation };
}
