import type {
  SsoDirectoryGroup,
  SsoDirectoryUser,
} from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import type {
  DirectoryPage,
  DirectoryPageRequest,
  DirectoryStore,
} from '../stores/DirectoryStore';
import type { AccountRow } from './accountRows';
import { type Entry, limitTo, type Range, readPage } from './directoryPages';
import type { GroupRow } from './groupRows';
import { type RowId, type RowTime, toDate } from './rowValues';
import { idList } from './sql';

interface RemovedRow {
  id: RowId;
  entity_ref: string;
  former_id: RowId;
  name: string;
  source: string;
  removed_at: RowTime;
}

/** The directory over `sso_accounts`, `sso_groups` and `sso_removed_entities`. */
export class DatabaseDirectoryStore implements DirectoryStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseDirectoryStore {
    return new DatabaseDirectoryStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  readUsers(
    request: DirectoryPageRequest,
  ): Promise<DirectoryPage<SsoDirectoryUser>> {
    return readPage(
      request,
      range => this.#presentUsers(range),
      range => this.#removedUsers(range),
    );
  }

  readGroups(
    request: DirectoryPageRequest,
  ): Promise<DirectoryPage<SsoDirectoryGroup>> {
    return readPage(
      request,
      range => this.#presentGroups(range),
      range => this.#removedGroups(range),
    );
  }

  async #presentUsers(range: Range): Promise<Entry<SsoDirectoryUser>[]> {
    const rows: AccountRow[] = await this.#knex('sso_accounts')
      .where({ catalog_owned: false })
      .modify(limitTo(range, 'updated_at', 'id'));
    const memberOf = await this.#memberOf(rows.map(row => String(row.id)));
    return rows.map(row => ({
      id: Number(row.id),
      at: toDate(row.updated_at),
      item: {
        entityRef: row.entity_ref,
        removed: false,
        accountId: String(row.id),
        source: row.source,
        username: row.username,
        displayName: row.display_name ?? undefined,
        // Whoever matches people by the email of their entity relies on it.
        email: row.email_verified ? row.email ?? undefined : undefined,
        memberOf: memberOf.get(String(row.id)) ?? [],
      },
    }));
  }

  async #presentGroups(range: Range): Promise<Entry<SsoDirectoryGroup>[]> {
    const rows: GroupRow[] = await this.#knex('sso_groups')
      .leftJoin(
        'sso_group_categories as category',
        'category.id',
        'sso_groups.category_id',
      )
      .select('sso_groups.*', 'category.name as category')
      .modify(limitTo(range, 'updated_at', 'sso_groups.id'));
    return rows.map(row => ({
      id: Number(row.id),
      at: toDate(row.updated_at),
      item: {
        entityRef: row.entity_ref,
        removed: false,
        groupId: String(row.id),
        title: row.title,
        kind: row.kind,
        category: row.category ?? undefined,
        source: row.source,
      },
    }));
  }

  async #removedUsers(range: Range): Promise<Entry<SsoDirectoryUser>[]> {
    const rows = await this.#removed('user', range).whereNotExists(
      this.#knex('sso_accounts')
        .where({ catalog_owned: false })
        .whereRaw('sso_accounts.entity_ref = sso_removed_entities.entity_ref'),
    );
    return rows.map(row =>
      removedEntry(row, {
        entityRef: row.entity_ref,
        removed: true,
        accountId: String(row.former_id),
        source: row.source,
        username: row.name,
        memberOf: [],
      }),
    );
  }

  async #removedGroups(range: Range): Promise<Entry<SsoDirectoryGroup>[]> {
    const rows = await this.#removed('group', range).whereNotExists(
      this.#knex('sso_groups').whereRaw(
        'sso_groups.entity_ref = sso_removed_entities.entity_ref',
      ),
    );
    return rows.map(row =>
      removedEntry(row, {
        entityRef: row.entity_ref,
        removed: true,
        groupId: String(row.former_id),
        title: row.name,
        kind: 'team',
        source: row.source,
      }),
    );
  }

  #removed(
    kind: 'user' | 'group',
    range: Range,
  ): Knex.QueryBuilder<any, RemovedRow[]> {
    return this.#knex('sso_removed_entities')
      .where({ kind })
      .modify(limitTo(range, 'removed_at', 'id'));
  }

  /** Entity references of the groups of accounts, by account id. */
  async #memberOf(accountIds: string[]): Promise<Map<string, string[]>> {
    const rows: { account_id: RowId; entity_ref: string }[] = await this.#knex(
      'sso_memberships as membership',
    )
      .join('sso_groups as groups', 'groups.id', 'membership.group_id')
      .whereIn('membership.account_id', idList(this.#knex, accountIds))
      .distinct('membership.account_id', 'groups.entity_ref')
      .orderBy('groups.entity_ref');
    const memberOf = new Map<string, string[]>();
    for (const row of rows) {
      const id = String(row.account_id);
      const refs = memberOf.get(id) ?? [];
      refs.push(row.entity_ref);
      memberOf.set(id, refs);
    }
    return memberOf;
  }
}

function removedEntry<TItem>(row: RemovedRow, item: TItem): Entry<TItem> {
  return { item, id: Number(row.id), at: toDate(row.removed_at) };
}
