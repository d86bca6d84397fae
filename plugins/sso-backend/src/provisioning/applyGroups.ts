import type { SsoEvidence } from '@latchkey/plugin-sso-common';
import { normalForm } from '../directory/normalForm';
import type { Account } from '../stores/AccountStore';
import type { Group } from '../stores/GroupStore';
import type { SsoStores } from '../stores/SsoStores';
import { groupEntityName } from './entityNames';
import { GroupPlan, planGroups, usableTitles } from './groupPlan';
import type { PreparedBatch } from './ProvisioningEngine';
import type { Decision, Refusal } from './types';

interface Entry {
  readonly decision: Exclude<Decision, Refusal>;
  readonly account: Account;
  readonly linked: boolean;
}

/**
 * Puts the accounts of a batch into the groups that the provider says
 * (GROUP-1): creates unknown groups where the policy wants that, then joins
 * and leaves.
 *
 * @returns what happened to each entry, for the trace
 */
export async function applyGroups(
  stores: SsoStores,
  batch: PreparedBatch,
  entries: readonly Entry[],
  options: { namespace: string; at: Date },
): Promise<Array<{ isMoved: boolean; evidence: SsoEvidence[] }>> {
  const { connectionId, policy } = batch.scope;
  const said = entries.map(({ decision }) =>
    decision.identity.groups
      ? usableTitles(decision.identity.groups)
      : undefined,
  );
  // Groups that nobody is going to join are not made either.
  const joinable = ({ linked }: Entry) =>
    policy.groups.mode !== 'firstSignIn' || linked;
  const titles = said.flatMap((usable, index) =>
    joinable(entries[index]) ? usable?.titles ?? [] : [],
  );
  const known = await knownGroups(stores, batch, titles, options);

  const speaking = entries.filter((_, index) => said[index]);
  const memberships = speaking.length
    ? await stores.groups.listMemberships(
        speaking.map(({ account }) => account.id),
      )
    : [];
  const byAccount = new Map<string, typeof memberships>();
  for (const membership of memberships) {
    const { accountId } = membership;
    const others = byAccount.get(accountId);
    if (others) others.push(membership);
    else byAccount.set(accountId, [membership]);
  }

  const plans = entries.map(({ account, linked }, index) =>
    planGroups({
      policy,
      connectionId,
      titles: said[index]?.titles,
      known,
      current: byAccount.get(account.id) ?? [],
      firstSignIn: linked,
    }),
  );

  const toMemberships = (pick: (plan: GroupPlan) => readonly Group[]) =>
    plans.flatMap((plan, index) =>
      pick(plan).map(group => ({
        accountId: entries[index].account.id,
        groupId: group.id,
        madeBy: connectionId,
      })),
    );
  const joins = toMemberships(({ join }) => join);
  const leaves = toMemberships(({ leave }) => leave);
  if (joins.length) await stores.groups.join(joins, options.at);
  if (leaves.length) await stores.groups.leave(leaves);
  const moved = [...joins, ...leaves].map(({ accountId }) => accountId);
  if (moved.length) {
    await stores.accounts.touch([...new Set(moved)], options.at);
  }

  return plans.map((plan, index) => ({
    isMoved: plan.join.length > 0 || plan.leave.length > 0,
    evidence: toEvidence(
      plan,
      said[index] === undefined,
      said[index]?.ignored ?? [],
    ),
  }));
}

async function knownGroups(
  stores: SsoStores,
  { scope, foreignGroups }: PreparedBatch,
  titles: readonly string[],
  { namespace, at }: { namespace: string; at: Date },
): Promise<Map<string, Group>> {
  if (!titles.length) return new Map();
  const byTitle = (groups: Group[]) =>
    new Map(groups.map(group => [normalForm(group.title), group]));

  const known = byTitle(await stores.groups.findByTitles(titles));
  const missing = new Map(
    titles
      .filter(title => !known.has(normalForm(title)))
      .map(title => [normalForm(title), title]),
  );
  const drafts = [...missing.values()]
    .map(title => ({
      title,
      entityRef: `group:${namespace}/${groupEntityName(title)}`,
      kind: scope.policy.groups.kind,
      category: scope.policy.groups.category,
      source: scope.connectionId,
      at,
    }))
    .filter(({ entityRef }) => !foreignGroups.has(entityRef));
  if (scope.policy.groups.unknown === 'ignore' || !drafts.length) {
    return known;
  }
  await stores.groups.insert(drafts);
  return byTitle(await stores.groups.findByTitles(titles));
}

function toEvidence(
  plan: GroupPlan,
  silent: boolean,
  unusable: GroupPlan['ignored'],
): SsoEvidence[] {
  if (silent) {
    return [{ label: 'Groups', value: 'The provider said nothing of groups.' }];
  }
  const names = (groups: readonly Group[]) => groups.map(({ title }) => title);
  const ignored = [...unusable, ...plan.ignored].slice(0, 50);
  return [
    { label: 'Groups joined', value: names(plan.join) },
    { label: 'Groups left', value: names(plan.leave) },
    ...(ignored.length ? [{ label: 'Groups ignored', value: ignored }] : []),
  ];
}
