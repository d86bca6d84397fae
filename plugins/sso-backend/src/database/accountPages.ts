import type { Knex } from 'knex';
import type { AccountQuery, ListedAccount } from '../stores/AccountStore';
import { candidatesOf, MAX_CANDIDATES } from './accountCandidates';
import {
  join,
  type Piece,
  piece,
  sourceCondition,
  stateCondition,
  whereAll,
} from './accountConditions';
import { type AccountRow, rowToAccount } from './accountRows';
import { byUsername, orderOf, walk } from './accountWalks';
import { type RowId, type RowTime, toOptionalDate } from './rowValues';
import { isSqlite, query as select } from './sql';

interface PageRow extends AccountRow {
  locked_until: RowTime | null;
  /** Size of the largest part of the candidates. */
  most: RowId;
}

/** One page of {@link listAccounts}. */
export interface AccountPage {
  readonly accounts: ListedAccount[];
  readonly nextCursor?: string;
  readonly limited: boolean;
}

/**
 * One page of accounts by one statement, whose work depends on the size of the
 * page and not on how many accounts there are: it goes along an index from
 * where the page before ended, or looks at a bounded number of candidates.
 *
 * @throws InputError for a cursor that is none
 */
export async function listAccounts(
  knex: Knex,
  query: AccountQuery,
): Promise<AccountPage> {
  const candidates = candidatesOf(query, isSqlite(knex));
  const order = candidates ? byUsername : orderOf(query);
  const statement = candidates
    ? candidatePage(query, candidates)
    : page(query, order.columns, walk(query, order));
  const rows = await select<PageRow | { id: null; most: RowId }>(
    knex,
    statement.sql,
    statement.bindings,
  );
  const found = rows.filter((row): row is PageRow => row.id !== null);
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    accounts: shown.map(row => ({
      account: rowToAccount(row),
      lockedUntil: toOptionalDate(row.locked_until),
      secondFactor: Boolean(row.second_factor),
    })),
    nextCursor:
      last && found.length > shown.length ? order.cursorOf(last) : undefined,
    limited: Number(rows[0]?.most ?? 0) > MAX_CANDIDATES,
  };
}

function lock({ now }: AccountQuery): Piece {
  return piece(
    `(select max(locked_until) from sso_attempts
      where account_id = page.id and locked_until > ?) as locked_until`,
    now,
  );
}

function page(query: AccountQuery, order: string, rows: Piece): Piece {
  return join(
    [
      piece('select page.*, 0 as most,'),
      lock(query),
      piece('from ('),
      rows,
      piece(`) as page order by ${order} limit ?`, query.limit + 1),
    ],
    ' ',
  );
}

/** Has a row for `most` even when none of the candidates is left. */
function candidatePage(query: AccountQuery, candidates: Piece): Piece {
  const conditions = whereAll(
    stateCondition(query, 'found'),
    sourceCondition(query),
    ...byUsername.after(query.cursor),
  );
  return join(
    [
      piece('with found as ('),
      candidates,
      piece('), chosen as (select distinct id, username_key from found'),
      conditions,
      piece('order by username_key limit ?),', query.limit + 1),
      // Whole rows are read for the page alone, on SQLite in this order.
      piece(`page as (select sso_accounts.* from chosen
        cross join sso_accounts where sso_accounts.id = chosen.id)`),
      piece('select page.*, counted.most,'),
      lock(query),
      piece(`from (select max(size) as most from
          (select count(*) as size from found group by part) as parts) as counted
        left join page on true order by page.username_key`),
    ],
    ' ',
  );
}
