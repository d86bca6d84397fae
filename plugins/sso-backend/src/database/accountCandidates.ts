import { emailForm } from '../directory/normalForm';
import type { AccountQuery } from '../stores/AccountStore';
import { join, type Piece, piece } from './accountConditions';
import { keyOf, nameKeyOf } from './accountRows';
import { prefixRange } from './prefixRange';

/** How many are looked at in each index. */
export const MAX_CANDIDATES = 200;

const columns =
  'id, username_key, source, state, second_factor, last_active_at, created_at';

/**
 * The accounts that a list is made of where no index has its order: those
 * whose names begin with a text, or those that are locked. As a query with the
 * columns that lists are filtered and ordered by, and `part`; a part with more
 * than {@link MAX_CANDIDATES} was cut off.
 *
 * @returns undefined for a list in the order of an index
 */
export function candidatesOf(
  query: AccountQuery,
  sqlite: boolean,
): Piece | undefined {
  const search = query.search?.trim();
  const key = keyOf(search);
  if (search && key) {
    const prefixes = {
      username_key: key,
      email_key: emailForm(search),
      display_name_key: nameKeyOf(search) ?? key,
      family_name_key: nameKeyOf(search) ?? key,
    };
    return join(
      Object.entries(prefixes).map(([column, prefix]) =>
        beginningWith(column, prefix),
      ),
      ' union all ',
    );
  }
  return query.state === 'locked' ? locked(query.now, sqlite) : undefined;
}

function beginningWith(column: string, prefix: string): Piece {
  const { from, to } = prefixRange(prefix);
  const part = `by_${column}`;
  return join(
    [
      piece(
        `select ${part}.*, '${column}' as part from (
          select ${columns} from sso_accounts where ${column} >= ?`,
        from,
      ),
      to === undefined ? piece('') : piece(`and ${column} < ?`, to),
      piece(`order by ${column} limit ${MAX_CANDIDATES + 1}) as ${part}`),
    ],
    ' ',
  );
}

/**
 * Those with the longest locks first. From the locks to the accounts by the
 * primary key, and never the other way round: SQLite keeps to the order of a
 * cross join, and PostgreSQL takes a list of unknown length for a short one.
 */
function locked(now: Date, sqlite: boolean): Piece {
  const ids = `select distinct account_id from (
    select account_id from sso_attempts
      where account_id is not null and locked_until > ?
      order by locked_until desc limit ${MAX_CANDIDATES + 1}) as newest`;
  return piece(
    `select ${columns}, 'locked' as part from ${
      sqlite
        ? `(${ids}) as locked cross join sso_accounts where id = account_id`
        : `sso_accounts where id = any (array(${ids}))`
    }`,
    now,
  );
}
