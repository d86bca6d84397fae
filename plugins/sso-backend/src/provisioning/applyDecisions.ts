import { SsoError } from '@latchkey/plugin-sso-common';
import { normalForm } from '../directory/normalForm';
import type { Account } from '../stores/AccountStore';
import type { SsoStores } from '../stores/SsoStores';
import { applyGroups } from './applyGroups';
import { planFields } from './fieldChanges';
import { gate } from './gate';
import type { PreparedBatch } from './ProvisioningEngine';
import type { Decision, Outcome, Refusal } from './types';
import { refuse } from './types';

type Accepted = Exclude<Decision, Refusal>;

/** A decision with its account in hand. */
interface Placed {
  readonly decision: Accepted;
  readonly account: Account;
  readonly created: boolean;
  linked: boolean;
}

/**
 * Writes a batch of decisions: new accounts, links, fields, groups. Answers
 * in the order of the decisions.
 */
export async function applyDecisions(
  stores: SsoStores,
  batch: PreparedBatch,
  options: { namespace: string; at: Date },
): Promise<Outcome[]> {
  const { scope, decisions } = batch;
  const placed = await placeAccounts(stores, batch);

  const open = placed.flatMap((entry, index) =>
    entry.kind === 'placed' ? [{ ...entry.value, index }] : [],
  );
  await linkIdentities(stores, scope.connectionId, open, options.at);

  const emailOwners = await findEmailOwners(stores, open);
  const fields = open.map(({ decision, account }) =>
    planFields(
      scope.policy,
      decision.identity,
      account,
      emailOwners.get(normalForm(decision.identity.email ?? '')),
    ),
  );
  const changes = fields.flatMap(({ change }) => (change ? [change] : []));
  if (changes.length) {
    await stores.accounts.updateFields(changes, options.at);
  }

  const groups = await applyGroups(stores, batch, open, options);

  const fresh = new Map(
    (await stores.accounts.getByIds(open.map(({ account }) => account.id))).map(
      account => [account.id, account],
    ),
  );
  const outcomes = new Map<number, Outcome>();
  open.forEach((entry, position) => {
    const { changed, skipped } = fields[position];
    outcomes.set(entry.index, {
      kind: 'accepted',
      account: fresh.get(entry.account.id) ?? entry.account,
      created: entry.created,
      linked: entry.linked,
      evidence: {
        resolve: [
          { label: 'Sign-in resolver', value: entry.decision.resolver },
          { label: 'Account', value: entry.account.entityRef },
          { label: 'Account created', value: entry.created },
        ],
        apply: [
          { label: 'Fields changed', value: changed },
          ...(skipped.length
            ? [{ label: 'Fields not taken', value: skipped }]
            : []),
          ...groups[position],
        ],
      },
    });
  });
  return decisions.map((decision, index) => {
    const entry = placed[index];
    if (entry.kind === 'refused') return entry;
    return outcomes.get(index) ?? refuse('apply', 'internal', decision.kind);
  });
}

/** Finds or creates the account of every decision, and asks the gate. */
async function placeAccounts(
  stores: SsoStores,
  { scope, decisions }: PreparedBatch,
): Promise<Array<Refusal | { kind: 'placed'; value: Placed }>> {
  const creates = decisions.flatMap(decision =>
    decision.kind === 'create' ? [decision] : [],
  );
  const inserted = creates.length
    ? await stores.accounts.insert(creates.map(({ draft }) => draft))
    : [];
  const created = new Map(
    creates.map((decision, index) => [decision, inserted[index]]),
  );

  // Another replica may have met the same new person at the same moment; its
  // link decides then.
  const taken = creates.filter(decision => !created.get(decision));
  const linked = taken.length
    ? await stores.accounts.findLinked(
        taken.map(({ identity: { issuer, subject } }) => ({
          connectionId: scope.connectionId,
          issuer,
          subject,
        })),
      )
    : [];
  const raced = new Map(taken.map((decision, i) => [decision, linked[i]]));

  const existing = new Map(
    (
      await stores.accounts.getByIds(
        decisions.flatMap(decision =>
          decision.kind === 'account' ? [decision.accountId] : [],
        ),
      )
    ).map(account => [account.id, account]),
  );

  const takenEmails = taken.length
    ? await stores.accounts.findByEmails(
        taken.flatMap(({ draft }) => (draft.email ? [draft.email] : [])),
      )
    : [];
  const verifiedEmails = new Set(
    takenEmails
      .filter(({ emailVerified }) => emailVerified)
      .map(({ email }) => normalForm(email ?? '')),
  );

  return decisions.map(decision => {
    if (decision.kind === 'refused') return decision;
    const fresh =
      decision.kind === 'create' ? created.get(decision) : undefined;
    const account =
      fresh ??
      (decision.kind === 'create'
        ? raced.get(decision)
        : existing.get(decision.accountId));
    if (!account) {
      if (decision.kind === 'account') {
        return refuse(
          'apply',
          'database-busy',
          'The account was just deleted.',
        );
      }
      return verifiedEmails.has(normalForm(decision.draft.email ?? ''))
        ? refuse('apply', 'email-taken')
        : refuse('apply', 'username-taken');
    }
    const refusal = gate(account);
    return (
      refusal ?? {
        kind: 'placed',
        value: {
          decision,
          account,
          created: fresh !== undefined,
          linked: false,
        },
      }
    );
  });
}

/** Links identities that are not linked yet (USER-1). */
async function linkIdentities(
  stores: SsoStores,
  connectionId: string,
  open: Placed[],
  at: Date,
): Promise<void> {
  const unlinked = open.filter(
    ({ decision }) => decision.resolver !== 'linkedIdentity',
  );
  if (!unlinked.length) return;
  const owners = await stores.accounts.link(
    unlinked.map(({ decision: { identity }, account }) => ({
      connectionId,
      issuer: identity.issuer,
      subject: identity.subject,
      accountId: account.id,
      at,
    })),
  );
  unlinked.forEach((entry, index) => {
    if (owners[index] !== entry.account.id) {
      // Another replica linked this person to another account meanwhile. Fail
      // as a whole, so that no half-made account stays; the next try finds
      // the link.
      throw new SsoError('database-busy', {
        detail: 'The identity was linked elsewhere at the same moment.',
      });
    }
    entry.linked = true;
  });
}

/** Who has the asserted emails as verified ones, by normal form. */
async function findEmailOwners(
  stores: SsoStores,
  open: readonly Placed[],
): Promise<Map<string, string>> {
  const emails = open.flatMap(({ decision, account }) =>
    decision.identity.email &&
    (decision.identity.email !== account.email || !account.emailVerified)
      ? [decision.identity.email]
      : [],
  );
  const owners = emails.length
    ? await stores.accounts.findByEmails(emails)
    : [];
  return new Map(
    owners
      .filter(({ emailVerified }) => emailVerified)
      .map(({ id, email }) => [normalForm(email ?? ''), id]),
  );
}
