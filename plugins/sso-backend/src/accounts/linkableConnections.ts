import type { Account, IdentityLink } from '../stores/AccountStore';
import type { StoredConnection } from '../stores/ConnectionStore';
import { takesConnection } from './waysIn';

/**
 * The SSO connections through which somebody could link an identity: shown on
 * the sign-in page, not linked yet, and such that the account then takes
 * sign-ins through them.
 */
export function linkableConnections(
  account: Pick<Account, 'source'>,
  links: readonly IdentityLink[],
  connections: readonly StoredConnection[],
): StoredConnection[] {
  const linked = new Set(links.map(({ connectionId }) => connectionId));
  return connections.filter(
    ({ id, active, hidden }) =>
      active && !hidden && !linked.has(id) && takesConnection(account, id),
  );
}
