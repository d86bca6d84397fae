import type {
  SsoAccountEvent,
  SsoAccountSummary,
  SsoIdentityLink,
  SsoSessionSummary,
} from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import { isInactive } from '../entry/accountConditions';
import type { IdentityLink, ListedAccount } from '../stores/AccountStore';
import type { SsoEvent } from '../stores/HistoryStore';
import type { Session } from '../stores/SessionStore';

/** Display names of the SSO connections that there are, by id. */
export type ConnectionNames = ReadonlyMap<string, string>;

/** One row of the list. */
export function toAccountSummary(
  { account, lockedUntil, secondFactor }: ListedAccount,
  options: {
    settings: Pick<SsoSettings, 'inactiveAfter' | 'administrators'>;
    now: Date;
  },
): SsoAccountSummary {
  return {
    id: account.id,
    username: account.username,
    entityRef: account.entityRef,
    displayName: account.displayName,
    email: account.email,
    source: account.source,
    active: account.state === 'active',
    lockedUntil: lockedUntil?.toISOString(),
    inactive: isInactive(account, options),
    secondFactor,
    administrator: options.settings.administrators.includes(account.entityRef),
    createdAt: account.createdAt.toISOString(),
    lastActiveAt: account.lastActiveAt?.toISOString(),
  };
}

/** A link; that of a connection which has gone has its id for a name. */
export function toLinkView(
  link: IdentityLink,
  names: ConnectionNames,
): SsoIdentityLink {
  return {
    id: link.id,
    connectionId: link.connectionId,
    connection: names.get(link.connectionId) ?? link.connectionId,
    issuer: link.issuer,
    subject: link.subject,
    linkedAt: link.linkedAt.toISOString(),
  };
}

/**
 * A session as people see it, built field by field: nothing of what the
 * provider said and no hash can slip through.
 */
export function toSessionView(
  session: Session,
  options: { names: ConnectionNames; currentSessionId?: string },
): SsoSessionSummary {
  const { connectionId, secondFactor } = session;
  return {
    id: session.id,
    way: session.way,
    connectionId,
    connection:
      connectionId === undefined ? undefined : options.names.get(connectionId),
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    idleExpiresAt: session.idleExpiresAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    address: session.address,
    userAgent: session.userAgent,
    secondFactor: secondFactor === 'proven' || secondFactor === 'byProvider',
    current: session.id === options.currentSessionId,
  };
}

/** A line of the history; who did it only where it was not the person. */
export function toEventView(
  event: SsoEvent,
  options: { names: ConnectionNames; entityRef: string },
): SsoAccountEvent {
  const { connectionId, actor } = event;
  return {
    at: event.at.toISOString(),
    type: event.type,
    connectionId,
    connection:
      connectionId === undefined ? undefined : options.names.get(connectionId),
    actor: actor === options.entityRef ? undefined : actor,
    code: event.code,
    reference: event.reference,
  };
}
