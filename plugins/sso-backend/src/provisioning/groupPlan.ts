import { SsoProvisioningPolicy } from '@latchkey/plugin-sso-common';
import type { Group, Membership } from '../stores/GroupStore';
import { isCleanText } from '../directory/cleanText';
import { normalForm } from '../directory/normalForm';

const MAX_TITLE_LENGTH = 200;

/** A group name of the provider that was not used, and why. */
export interface IgnoredGroup {
  readonly name: string;
  readonly why: string;
}

/** Group names of the provider that can be names of groups here. */
export function usableTitles(names: readonly string[]): {
  titles: string[];
  ignored: IgnoredGroup[];
} {
  const titles = new Map<string, string>();
  const ignored: IgnoredGroup[] = [];
  for (const name of names) {
    const title = name.trim().replace(/\s+/gu, ' ');
    if (!title || title.length > MAX_TITLE_LENGTH || !isCleanText(title)) {
      ignored.push({
        name: name.slice(0, MAX_TITLE_LENGTH),
        why: 'Empty, too long, or with control characters.',
      });
    } else if (!titles.has(normalForm(title))) {
      titles.set(normalForm(title), title);
    }
  }
  return { titles: [...titles.values()], ignored };
}

export interface GroupPlan {
  readonly join: readonly Group[];
  readonly leave: readonly Group[];
  readonly ignored: readonly IgnoredGroup[];
}

/**
 * Which groups an account joins and leaves.
 *
 * @param titles - what the provider says; undefined when it says nothing,
 *   which changes nothing (a missing claim is not an empty one)
 * @param known - groups by title in normal form
 * @param current - memberships of this account, by whoever made
 */
export function planGroups(options: {
  policy: SsoProvisioningPolicy;
  connectionId: string;
  titles: readonly string[] | undefined;
  known: ReadonlyMap<string, Group>;
  current: ReadonlyArray<Membership & { group: Group }>;
  firstSignIn: boolean;
}): GroupPlan {
  const { policy, connectionId, titles, known, current, firstSignIn } = options;
  const { mode, existing } = policy.groups;
  if (!titles || (mode === 'firstSignIn' && !firstSignIn)) {
    return { join: [], leave: [], ignored: [] };
  }

  const wanted: Group[] = [];
  const ignored: IgnoredGroup[] = [];
  for (const title of titles) {
    const group = known.get(normalForm(title));
    if (!group) {
      ignored.push({ name: title, why: 'There is no such group.' });
    } else if (existing === 'own' && group.source !== connectionId) {
      ignored.push({
        name: title,
        why: 'The group was not made by this SSO connection.',
      });
    } else {
      wanted.push(group);
    }
  }

  const own = current.filter(({ madeBy }) => madeBy === connectionId);
  const ownIds = new Set(own.map(({ groupId }) => groupId));
  const wantedIds = new Set(wanted.map(({ id }) => id));
  return {
    join: wanted.filter(({ id }) => !ownIds.has(id)),
    leave:
      mode === 'mirror'
        ? own
            .filter(({ groupId }) => !wantedIds.has(groupId))
            .map(({ group }) => group)
        : [],
    ignored,
  };
}
