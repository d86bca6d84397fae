import { SsoError } from '@latchkey/plugin-sso-common';
import { isCleanText } from '../directory/cleanText';
import { emailForm } from '../directory/normalForm';
import type { SsoStores } from '../stores/SsoStores';
import { applyGroups } from './applyGroups';
import { planFields } from './fieldChanges';
import { placeAccounts, type Placed } from './placeAccounts';
import type { PreparedBatch } from './ProvisioningEngine';
import type { Outcome } from './types';
import { refuse } from './types';

/**
 * Writes a batch of decisions: new accounts, links, fields, groups. Answers
 * in the order of the decisions.
 */
export async function applyDecisions(
  stores: SsoStores,
  batch: PreparedBatch,
  options: {
    namespace: string;
    administrators: ReadonlySet<string>;
    at: Date;
  },
): Promise<Outcome[]> {
  const { scope, decisions } = batch;
  const placed = await placeAccounts(stores, batch, options.administrators);

  const open = placed.flatMap((entry, index) =>
    entry.kind === 'placed' ? [{ ...entry.value, index }] : [],
  );
  await linkIdentities(stores, scope.connectionId, open, options.at);
  const migrated = await migrateAccounts(stores, scope, open, options);

  const emailOwners = await findEmailOwners(stores, open);
  const fields = open.map(({ decision, account }) =>
    planFields(
      scope.policy,
      decision.identity,
      account,
      emailOwners.get(emailForm(decision.identity.email ?? '')),
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
      changed:
        entry.created ||
        changed.length > 0 ||
        groups[position].isMoved ||
        migrated.has(entry.account.id),
      evidence: {
        resolve: [
          { label: 'Sign-in resolver', value: entry.decision.resolver },
          { label: 'Account', value: entry.account.entityRef },
          { label: 'Account created', value: entry.created },
          ...(migrated.has(entry.account.id)
            ? [{ label: 'Made an account of this connection', value: true }]
            : []),
        ],
        apply: [
          { label: 'Fields changed', value: changed },
          ...(skipped.length
            ? [{ label: 'Fields not taken', value: skipped }]
            : []),
          ...groups[position].evidence,
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

/**
 * Makes local accounts that were just linked accounts of the SSO connection,
 * where its policy says so (USER-10): from then on they take no password and
 * no other connection. Never those of administrators, who would be locked out
 * with the provider.
 *
 * @returns ids of the accounts
 */
async function migrateAccounts(
  stores: SsoStores,
  { connectionId, policy }: PreparedBatch['scope'],
  open: readonly Placed[],
  { administrators, at }: { administrators: ReadonlySet<string>; at: Date },
): Promise<ReadonlySet<string>> {
  if (!policy.migrateLocalAccounts) return new Set();
  const ids = new Set(
    open
      .filter(
        ({ linked, account }) =>
          linked &&
          account.source === 'local' &&
          !administrators.has(account.entityRef),
      )
      .map(({ account }) => account.id),
  );
  if (ids.size) {
    await stores.accounts.setSource([...ids], connectionId, at);
    await stores.history.insertEvents(
      [...ids].map(accountId => ({
        at,
        type: 'source-changed',
        accountId,
        connectionId,
      })),
    );
  }
  return ids;
}

/** Who has the asserted emails as verified ones, by normal form. */
async function findEmailOwners(
  stores: SsoStores,
  open: readonly Placed[],
): Promise<Map<string, string>> {
  const emails = open.flatMap(({ decision, account }) =>
    decision.identity.email &&
    isCleanText(decision.identity.email) &&
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
      .map(({ id, email }) => [emailForm(email ?? ''), id]),
  );
}
