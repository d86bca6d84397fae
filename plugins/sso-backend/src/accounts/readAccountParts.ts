import type {
  SsoAccountEvent,
  SsoIdentityLink,
  SsoSecondFactorState,
  SsoSessionSummary,
} from '@latchkey/plugin-sso-common';
import type { SecondFactorService } from '../secondFactor/SecondFactorService';
import type { Account, IdentityLink } from '../stores/AccountStore';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { toEventView, toLinkView, toSessionView } from './accountViews';

/** What belongs to an account beside its own row. */
export interface AccountParts {
  readonly hasPassword: boolean;
  readonly secondFactorState: SsoSecondFactorState;
  readonly connections: readonly StoredConnection[];
  readonly storedLinks: readonly IdentityLink[];
  readonly links: SsoIdentityLink[];
  readonly sessions: SsoSessionSummary[];
  readonly events: SsoAccountEvent[];
}

/**
 * Reads what belongs to an account: a fixed number of indexed statements,
 * however large the directory.
 */
export async function readAccountParts(
  services: {
    persistence: SsoPersistence;
    secondFactors: SecondFactorService;
  },
  account: Account,
  options: {
    now: Date;
    currentSessionId?: string;
    events: { types?: readonly string[]; limit: number };
  },
): Promise<AccountParts> {
  const { accounts, connections, history, sessions } = services.persistence;
  const [hash, secondFactorState, stored, links, open, events] =
    await Promise.all([
      accounts.getPasswordHash(account.id),
      services.secondFactors.state(account.id),
      connections.list(),
      accounts.listLinks(account.id),
      sessions.listOfAccount(account.id, options.now),
      history.listEvents({ accountId: account.id, ...options.events }),
    ]);
  const names = new Map(stored.map(({ id, displayName }) => [id, displayName]));
  const { currentSessionId } = options;
  const { entityRef } = account;
  return {
    hasPassword: hash !== undefined,
    secondFactorState,
    connections: stored,
    storedLinks: links,
    links: links.map(link => toLinkView(link, names)),
    sessions: open.map(session =>
      toSessionView(session, { names, currentSessionId }),
    ),
    events: events.map(event => toEventView(event, { names, entityRef })),
  };
}
