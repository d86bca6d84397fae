import { emailForm } from '../directory/normalForm';
import type { Account, AccountStore } from '../stores/AccountStore';
import type { SsoStores } from '../stores/SsoStores';
import type { PreparedBatch } from './ProvisioningEngine';
import type { Decision, Refusal } from './types';
import { refuse } from './types';

type Accepted = Exclude<Decision, Refusal>;
type Create = Extract<Decision, { kind: 'create' }>;
type Match = Extract<Decision, { kind: 'account' }>;

/** A decision with its account in hand. */
export interface Placed {
  readonly decision: Accepted;
  readonly account: Account;
  readonly created: boolean;
  linked: boolean;
}

/** Finds or creates the account of every decision. */
export async function placeAccounts(
  stores: SsoStores,
  { scope, decisions }: PreparedBatch,
  administrators: ReadonlySet<string>,
): Promise<Array<Refusal | { kind: 'placed'; value: Placed }>> {
  const { accounts } = stores;
  const { connectionId } = scope;
  const creates = decisions.filter(isCreate);
  const matches = decisions.filter(isMatch);

  const inserted = creates.length
    ? await accounts.insert(creates.map(({ draft }) => draft))
    : [];
  const created = new Map(creates.map((create, i) => [create, inserted[i]]));
  const existing = new Map(
    (await accounts.getByIds(matches.map(({ accountId }) => accountId))).map(
      account => [account.id, account],
    ),
  );

  // Another replica may have met the same person at the same moment; its link
  // decides then.
  const taken = creates.filter(create => !created.get(create));
  const proposed = matches.filter(
    ({ resolver }) => resolver !== 'linkedIdentity',
  );
  const raced = await findLinks(accounts, connectionId, [
    ...taken,
    ...proposed,
  ]);
  const occupied = proposed.length
    ? await accounts.findLinkedTo(
        connectionId,
        proposed.map(({ accountId }) => accountId),
      )
    : new Set<string>();
  const verifiedEmails = await findVerifiedEmails(accounts, taken);

  const refuseLink = (account: Account): Refusal | undefined => {
    // USER-4, by what is stored: a resolver of another module may not know.
    if (administrators.has(account.entityRef)) {
      return refuse('resolve', 'link-needs-administrator');
    }
    if (account.source !== 'local' && account.source !== connectionId) {
      return refuse(
        'resolve',
        'link-needs-administrator',
        `The account was made by the SSO connection "${account.source}".`,
      );
    }
    return occupied.has(account.id)
      ? refuse(
          'resolve',
          'link-needs-administrator',
          'The account belongs to another person of this provider; an email may have been given to somebody else.',
        )
      : undefined;
  };

  return decisions.map(decision => {
    if (decision.kind === 'refused') return decision;
    const fresh = isCreate(decision) ? created.get(decision) : undefined;
    const winner = raced.get(decision);
    const account =
      fresh ??
      winner ??
      (isMatch(decision) ? existing.get(decision.accountId) : undefined);
    if (!account) {
      return refuseMissing(decision, verifiedEmails);
    }
    const isProposal =
      isMatch(decision) && decision.resolver !== 'linkedIdentity' && !winner;
    const refusal = isProposal ? refuseLink(account) : undefined;
    const value = {
      decision,
      account,
      created: fresh !== undefined,
      linked: false,
    };
    return refusal ?? { kind: 'placed', value };
  });
}

function isCreate(decision: Decision): decision is Create {
  return decision.kind === 'create';
}

function isMatch(decision: Decision): decision is Match {
  return decision.kind === 'account';
}

async function findLinks(
  accounts: AccountStore,
  connectionId: string,
  decisions: readonly Accepted[],
): Promise<Map<Decision, Account | undefined>> {
  if (!decisions.length) return new Map();
  const linked = await accounts.findLinked(
    decisions.map(({ identity: { issuer, subject } }) => ({
      connectionId,
      issuer,
      subject,
    })),
  );
  return new Map(decisions.map((decision, i) => [decision, linked[i]]));
}

async function findVerifiedEmails(
  accounts: AccountStore,
  creates: readonly Create[],
): Promise<Set<string>> {
  const emails = creates.flatMap(({ draft }) =>
    draft.email ? [draft.email] : [],
  );
  const owners = emails.length ? await accounts.findByEmails(emails) : [];
  return new Set(
    owners
      .filter(({ emailVerified }) => emailVerified)
      .map(({ email }) => emailForm(email ?? '')),
  );
}

function refuseMissing(
  decision: Accepted,
  verifiedEmails: ReadonlySet<string>,
): Refusal {
  if (isMatch(decision)) {
    return refuse('apply', 'database-busy', 'The account was just deleted.');
  }
  return verifiedEmails.has(emailForm(decision.draft.email ?? ''))
    ? refuse('apply', 'email-taken')
    : refuse('apply', 'username-taken');
}
