import type { Knex } from 'knex';
import { normalForm } from '../directory/normalForm';
import type {
  Group,
  GroupStore,
  Membership,
  NewGroup,
} from '../stores/GroupStore';
import { keyOf } from './accountRows';
import { type GroupRow, rowToGroup } from './groupRows';
import type { RowId } from './rowValues';
import { batchOf, execute, idList, textList, toRowId } from './sql';

const membershipColumns = {
  account_id: 'integer',
  group_id: 'integer',
  made_by: 'text',
} as const;

const membershipRow = (membership: Membership) => ({
  account_id: toRowId(membership.accountId),
  group_id: toRowId(membership.groupId),
  made_by: membership.madeBy,
});

/**
 * Groups in the tables `sso_groups`, `sso_group_categories` and
 * `sso_memberships`.
 */
export class DatabaseGroupStore implements GroupStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseGroupStore {
    return new DatabaseGroupStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async findByTitles(titles: readonly string[]): Promise<Group[]> {
    const keys = titles.map(keyOf).filter(key => key !== undefined);
    const rows: GroupRow[] = await this.#selectGroups().whereIn(
      'groups.title_key',
      textList(this.#knex, keys),
    );
    return rows.map(rowToGroup);
  }

  async findByEntityRefs(entityRefs: readonly string[]): Promise<Group[]> {
    const rows: GroupRow[] = await this.#selectGroups().whereIn(
      'groups.entity_ref',
      textList(this.#knex, entityRefs),
    );
    return rows.map(rowToGroup);
  }

  async insert(groups: readonly NewGroup[]): Promise<void> {
    const batch = batchOf(
      this.#knex,
      {
        position: 'integer',
        title: 'text',
        title_key: 'text',
        entity_ref: 'text',
        kind: 'text',
        category: 'text',
        category_key: 'text',
        source: 'text',
        updated_at: 'time',
      },
      groups.map((group, position) => ({
        position,
        title: group.title,
        title_key: normalForm(group.title),
        entity_ref: group.entityRef,
        kind: group.kind,
        category: group.category,
        category_key: keyOf(group.category),
        source: group.source,
        updated_at: group.at,
      })),
    );
    // In the order of the unique keys, so that two of these wait for each
    // other instead of locking each other out.
    await execute(
      this.#knex,
      `insert into sso_group_categories (name, name_key)
        select category, category_key from ${batch.sql} as new
        where category_key is not null order by category_key, position
        on conflict do nothing`,
      [batch.parameter],
    );
    const columns = ['title', 'title_key', 'entity_ref', 'kind', 'source'];
    await execute(
      this.#knex,
      `insert into sso_groups (${columns}, updated_at, category_id)
        select ${columns}, updated_at, category.id from ${batch.sql} as new
        left join sso_group_categories as category
          on category.name_key = new.category_key
        where true order by title_key, position
        on conflict do nothing`,
      [batch.parameter],
    );
  }

  async listMemberships(
    accountIds: readonly string[],
  ): Promise<Array<Membership & { group: Group }>> {
    const rows: Array<
      GroupRow & { account_id: RowId; made_by: Membership['madeBy'] }
    > = await this.#selectGroups()
      .join('sso_memberships as membership', 'membership.group_id', 'groups.id')
      .whereIn('membership.account_id', idList(this.#knex, accountIds))
      .select('membership.account_id', 'membership.made_by');
    return rows.map(row => ({
      accountId: String(row.account_id),
      groupId: String(row.id),
      madeBy: row.made_by,
      group: rowToGroup(row),
    }));
  }

  async join(memberships: readonly Membership[], at: Date): Promise<void> {
    const batch = batchOf(
      this.#knex,
      { ...membershipColumns, joined_at: 'time' },
      memberships.map(membership => ({
        ...membershipRow(membership),
        joined_at: at,
      })),
    );
    const columns = Object.keys(membershipColumns);
    await execute(
      this.#knex,
      `insert into sso_memberships (${columns}, joined_at)
        select ${columns}, joined_at from ${batch.sql} as new
        where true order by ${columns}
        on conflict do nothing`,
      [batch.parameter],
    );
  }

  async leave(memberships: readonly Membership[]): Promise<void> {
    const batch = batchOf(
      this.#knex,
      membershipColumns,
      memberships.map(membershipRow),
    );
    const columns = Object.keys(membershipColumns);
    await execute(
      this.#knex,
      `delete from sso_memberships where (${columns}) in
        (select ${columns} from ${batch.sql} as former)`,
      [batch.parameter],
    );
  }

  #selectGroups(): Knex.QueryBuilder {
    return this.#knex('sso_groups as groups')
      .leftJoin(
        'sso_group_categories as category',
        'category.id',
        'groups.category_id',
      )
      .select('groups.*', 'category.name as category')
      .orderBy('groups.id');
  }
}
