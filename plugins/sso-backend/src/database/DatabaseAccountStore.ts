import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type {
  Account,
  AccountFieldChange,
  AccountQuery,
  AccountSource,
  AccountStore,
  IdentityKey,
  IdentityLink,
  NewAccount,
} from '../stores/AccountStore';
import { type AccountPage, listAccounts } from './accountPages';
import {
  findForPassword,
  getPasswordHash,
  hasPasswordAccount,
  markActive,
  setPasswordHash,
  withdrawPassword,
} from './accountPasswords';
import {
  type AccountRow,
  emailKeyOf,
  keyOf,
  newAccountColumns,
  newAccountRow,
  rowToAccount,
} from './accountRows';
import {
  findLinkedRows,
  linkIdentities,
  listLinks,
  removeLink,
} from './identityLinks';
import { batchOf, idList, isSqlite, query, textList } from './sql';
import { updateFields } from './updateFields';

/** Accounts in the tables `sso_accounts` and `sso_identities`. */
export class DatabaseAccountStore implements AccountStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseAccountStore {
    return new DatabaseAccountStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  getByIds(ids: readonly string[]): Promise<Account[]> {
    return this.#find('id', idList(this.#knex, ids));
  }

  async lock(id: string): Promise<Account | undefined> {
    const [row]: AccountRow[] = await this.#knex('sso_accounts')
      .whereIn('id', idList(this.#knex, [id]))
      .modify(builder => {
        // SQLite has one writer at a time anyway.
        if (!isSqlite(this.#knex)) builder.forNoKeyUpdate();
      });
    return row && rowToAccount(row);
  }

  findByEmails(emails: readonly string[]): Promise<Account[]> {
    return this.#findByKeys('email_key', emails.map(emailKeyOf));
  }

  findByUsernames(usernames: readonly string[]): Promise<Account[]> {
    return this.#findByKeys('username_key', usernames.map(keyOf));
  }

  findByIdNumbers(idNumbers: readonly string[]): Promise<Account[]> {
    return this.#findByKeys('id_number_key', idNumbers.map(keyOf));
  }

  findByEntityRefs(entityRefs: readonly string[]): Promise<Account[]> {
    return this.#find('entity_ref', textList(this.#knex, entityRefs));
  }

  async findLinked(
    keys: readonly IdentityKey[],
  ): Promise<Array<Account | undefined>> {
    const rows = await findLinkedRows(this.#knex, keys);
    const found = new Map(rows.map(row => [Number(row.position), row]));
    return keys.map((_key, index) => {
      const row = found.get(index);
      return row && rowToAccount(row);
    });
  }

  async insert(
    accounts: readonly NewAccount[],
  ): Promise<Array<Account | undefined>> {
    const batch = batchOf(
      this.#knex,
      newAccountColumns,
      accounts.map(newAccountRow),
    );
    const columns = Object.keys(newAccountColumns).filter(
      column => column !== 'position',
    );
    // In the order of the unique key, so that two inserts of the same people
    // wait for each other instead of locking each other out.
    const rows = await query<AccountRow>(
      this.#knex,
      `insert into sso_accounts (${columns}, updated_at)
        select ${columns}, created_at from ${batch.sql} as new
        where true order by username_key, position
        on conflict do nothing returning *`,
      [batch.parameter],
    );
    const added = new Map(rows.map(row => [row.username_key, row]));
    return accounts.map(account => {
      const key = keyOf(account.username) ?? '';
      const row = added.get(key);
      if (!row || row.entity_ref !== account.entityRef) {
        return undefined;
      }
      // The first of several equal ones is the one that was added.
      added.delete(key);
      return rowToAccount(row);
    });
  }

  async findLinkedTo(
    connectionId: string,
    accountIds: readonly string[],
  ): Promise<Set<string>> {
    const ids: Array<number | string> = await this.#knex('sso_identities')
      .where({ connection_id: connectionId })
      .whereIn('account_id', idList(this.#knex, accountIds))
      .distinct()
      .pluck('account_id');
    return new Set(ids.map(String));
  }

  link(
    links: ReadonlyArray<IdentityKey & { accountId: string; at: Date }>,
  ): Promise<string[]> {
    return linkIdentities(this.#knex, links);
  }

  async updateFields(
    changes: readonly AccountFieldChange[],
    at: Date,
  ): Promise<void> {
    try {
      await updateFields(this.#knex, changes, at);
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw new ConflictError('The email belongs to another account', error);
      }
      throw error;
    }
  }

  async touch(accountIds: readonly string[], at: Date): Promise<void> {
    await this.#knex('sso_accounts')
      .whereIn('id', idList(this.#knex, accountIds))
      .update({ updated_at: at });
  }

  findForPassword(
    usernameOrEmail: string,
  ): Promise<{ account: Account; passwordHash?: string } | undefined> {
    return findForPassword(this.#knex, usernameOrEmail);
  }

  getPasswordHash(accountId: string): Promise<string | undefined> {
    return getPasswordHash(this.#knex, accountId);
  }

  setPasswordHash(accountId: string, hash: string, at: Date): Promise<void> {
    return setPasswordHash(this.#knex, accountId, hash, at);
  }

  withdrawPassword(accountId: string, at: Date): Promise<void> {
    return withdrawPassword(this.#knex, accountId, at);
  }

  markActive(
    accountIds: readonly string[],
    at: Date,
    options: { clearReset?: boolean } = {},
  ): Promise<void> {
    return markActive(this.#knex, accountIds, at, options);
  }

  async setState(
    accountId: string,
    state: Account['state'],
    at: Date,
  ): Promise<boolean> {
    const count = await this.#knex('sso_accounts')
      .whereIn('id', idList(this.#knex, [accountId]))
      .whereNot({ state })
      .update({ state, updated_at: at });
    return count === 1;
  }

  async setSource(
    accountIds: readonly string[],
    source: AccountSource,
    at: Date,
  ): Promise<void> {
    await this.#knex('sso_accounts')
      .whereIn('id', idList(this.#knex, accountIds))
      .update({ source, updated_at: at });
  }

  list(wanted: AccountQuery): Promise<AccountPage> {
    return listAccounts(this.#knex, wanted);
  }

  listLinks(accountId: string): Promise<IdentityLink[]> {
    return listLinks(this.#knex, accountId);
  }

  removeLink(
    accountId: string,
    linkId: string,
  ): Promise<IdentityLink | undefined> {
    return removeLink(this.#knex, accountId, linkId);
  }

  hasPasswordAccount(entityRefs: readonly string[]): Promise<boolean> {
    return hasPasswordAccount(this.#knex, entityRefs);
  }

  #findByKeys(
    column: string,
    keys: ReadonlyArray<string | undefined>,
  ): Promise<Account[]> {
    const wanted = keys.filter(key => key !== undefined);
    return this.#find(column, textList(this.#knex, wanted));
  }

  async #find(column: string, values: Knex.QueryBuilder): Promise<Account[]> {
    const rows: AccountRow[] = await this.#knex('sso_accounts')
      .whereIn(column, values)
      .orderBy('id');
    return rows.map(rowToAccount);
  }
}
