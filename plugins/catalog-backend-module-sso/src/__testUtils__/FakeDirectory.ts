import type {
  SsoDirectoryGroup,
  SsoDirectoryUser,
} from '@latchkey/plugin-sso-common';
import type { SsoService } from '@latchkey/plugin-sso-node';
import { ssoServiceMock } from '@latchkey/plugin-sso-node/testUtils';

type Query = Parameters<SsoService['readDirectoryUsers']>[0];

/** The directory of the `sso` plugin, in memory, with a clock of its own. */
export class FakeDirectory {
  /** Milliseconds of the database. */
  now = Date.parse('2030-01-01T00:00:00Z');
  /** Thrown by the next reads. */
  failure?: Error;
  /** The reads so far. */
  readonly queries: Query[] = [];
  readonly #users = new Map<string, [SsoDirectoryUser, number]>();
  readonly #groups = new Map<string, [SsoDirectoryGroup, number]>();

  readonly service: SsoService = ssoServiceMock({
    readDirectoryUsers: async query => {
      const { items, ...page } = this.#read(this.#users, query);
      return { users: items, ...page };
    },
    readDirectoryGroups: async query => {
      const { items, ...page } = this.#read(this.#groups, query);
      return { groups: items, ...page };
    },
  });

  setUser(name: string, changes: Partial<SsoDirectoryUser> = {}): void {
    const user: SsoDirectoryUser = {
      entityRef: `user:default/${name}`,
      removed: false,
      accountId: `account-of-${name}`,
      source: 'okta',
      username: name,
      memberOf: [],
      ...changes,
    };
    this.#users.set(user.accountId, [user, this.now]);
  }

  setGroup(name: string, changes: Partial<SsoDirectoryGroup> = {}): void {
    const group: SsoDirectoryGroup = {
      entityRef: `group:default/${name}`,
      removed: false,
      groupId: `id-of-${name}`,
      title: name,
      kind: 'team',
      source: 'local',
      ...changes,
    };
    this.#groups.set(group.groupId, [group, this.now]);
  }

  /** Takes an account away without a trace, as an old backup would. */
  forgetUser(name: string): void {
    this.#users.delete(`account-of-${name}`);
  }

  #read<TItem extends { removed: boolean }>(
    rows: Map<string, [TItem, number]>,
    query: Query,
  ): { items: TItem[]; asOf: string; nextCursor?: string } {
    this.queries.push(query);
    if (this.failure) {
      throw this.failure;
    }
    const since = query.changedSince && Date.parse(query.changedSince);
    const found = [...rows.values()]
      .filter(([item, at]) => (since ? at >= since : !item.removed))
      .map(([item]) => item);
    const start = Number(query.cursor ?? 0);
    const end = start + Number(query.limit);
    return {
      items: found.slice(start, end),
      asOf: new Date(this.now).toISOString(),
      nextCursor: end < found.length ? String(end) : undefined,
    };
  }
}
