import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { IdentityKey, IdentityLink } from '../stores/AccountStore';
import type { AccountRow } from './accountRows';
import { type RowId, type RowTime, toDate } from './rowValues';
import { batchOf, execute, idList, isSqlite, query, toRowId } from './sql';

const keyColumns = {
  position: 'integer',
  connection_id: 'text',
  issuer: 'text',
  subject: 'text',
} as const;

const keyRow = (key: IdentityKey, position: number) => ({
  position,
  connection_id: key.connectionId,
  issuer: key.issuer,
  subject: key.subject,
});

const sameIdentity = `identity.connection_id = wanted.connection_id
  and identity.issuer = wanted.issuer
  and identity.subject = wanted.subject`;

/**
 * Reads the accounts of identities with the position of their key, and locks
 * the links on PostgreSQL, in one order so that nobody deadlocks. SQLite has
 * one writer at a time anyway.
 */
export function findLinkedRows(
  knex: Knex,
  keys: readonly IdentityKey[],
): Promise<Array<AccountRow & { position: RowId }>> {
  const batch = batchOf(knex, keyColumns, keys.map(keyRow));
  const lock =
    knex.isTransaction && !isSqlite(knex) ? 'for update of identity' : '';
  return query(
    knex,
    `select wanted.position, account.* from ${batch.sql} as wanted
      join sso_identities as identity on ${sameIdentity}
      join sso_accounts as account on account.id = identity.account_id
      order by identity.id ${lock}`,
    [batch.parameter],
  );
}

/**
 * Adds identity links; existing ones stay.
 *
 * @returns the account ids that the identities are linked to afterwards
 */
export async function linkIdentities(
  knex: Knex,
  links: ReadonlyArray<IdentityKey & { accountId: string; at: Date }>,
): Promise<string[]> {
  const added = batchOf(
    knex,
    { ...keyColumns, account_id: 'integer', created_at: 'time' },
    links.map((link, position) => ({
      ...keyRow(link, position),
      account_id: toRowId(link.accountId),
      created_at: link.at,
    })),
  );
  const columns = 'connection_id, issuer, subject, account_id, created_at';
  await execute(
    knex,
    `insert into sso_identities (${columns})
      select ${columns} from ${added.sql} as wanted
      where true order by connection_id, issuer, subject, position
      on conflict do nothing`,
    [added.parameter],
  );

  const wanted = batchOf(knex, keyColumns, links.map(keyRow));
  const rows = await query<{ position: RowId; account_id: RowId }>(
    knex,
    `select wanted.position, identity.account_id from ${wanted.sql} as wanted
      join sso_identities as identity on ${sameIdentity}`,
    [wanted.parameter],
  );
  const accountIds = new Map(
    rows.map(row => [Number(row.position), String(row.account_id)]),
  );
  return links.map((_link, position) => {
    const accountId = accountIds.get(position);
    if (accountId === undefined) {
      throw new ConflictError('The account was deleted in the meantime');
    }
    return accountId;
  });
}

interface LinkRow {
  id: RowId;
  account_id: RowId;
  connection_id: string;
  issuer: string;
  subject: string;
  created_at: RowTime;
}

/** The identities of an account, the oldest link first. */
export async function listLinks(
  knex: Knex,
  accountId: string,
): Promise<IdentityLink[]> {
  const rows: LinkRow[] = await knex('sso_identities')
    .whereIn('account_id', idList(knex, [accountId]))
    .orderBy('id');
  return rows.map(rowToLink);
}

/** @returns the link that was removed, if the account had it */
export async function removeLink(
  knex: Knex,
  accountId: string,
  linkId: string,
): Promise<IdentityLink | undefined> {
  const [row] = await query<LinkRow>(
    knex,
    `delete from sso_identities
      where id in ? and account_id in ? returning *`,
    [idList(knex, [linkId]), idList(knex, [accountId])],
  );
  return row && rowToLink(row);
}

function rowToLink(row: LinkRow): IdentityLink {
  return {
    id: String(row.id),
    accountId: String(row.account_id),
    connectionId: row.connection_id,
    issuer: row.issuer,
    subject: row.subject,
    linkedAt: toDate(row.created_at),
  };
}
