import type { AccountQuery } from '../stores/AccountStore';
import {
  type AccountCursor,
  decodeAccountCursor,
  encodeAccountCursor,
} from './accountCursor';
import {
  join,
  lastUse,
  type Piece,
  piece,
  sourceCondition,
  stateCondition,
  whereAll,
} from './accountConditions';
import type { AccountRow } from './accountRows';
import { toDate } from './rowValues';

/** An order in which an index knows the accounts. */
export interface AccountOrder {
  readonly columns: string;
  /**
   * What follows the cursor, in ranges that each lie together in an index;
   * one row is in one of them at most.
   *
   * @throws InputError for a cursor of another order
   */
  after(cursor: string | undefined): Piece[];
  cursorOf(row: AccountRow): string;
}

/** By username, which no two accounts share. */
export const byUsername: AccountOrder = {
  columns: 'username_key',
  after(cursor) {
    if (cursor === undefined) {
      return [];
    }
    const [, key] = decodeAccountCursor(cursor, 'username');
    return [piece('username_key > ?', key)];
  },
  cursorOf: row => encodeAccountCursor(['username', row.username_key]),
};

/** Those that were not used for the longest time first. */
const byLastUse: AccountOrder = {
  columns: `${lastUse}, id`,
  after(cursor) {
    if (cursor === undefined) {
      return [];
    }
    const [, at, id] = decodeAccountCursor(cursor, 'use');
    const moment = new Date(at);
    return [
      piece(`${lastUse} = ? and id > ?`, moment, id),
      piece(`${lastUse} > ?`, moment),
    ];
  },
  cursorOf(row) {
    const at = toDate(row.last_active_at ?? row.created_at).getTime();
    const cursor: AccountCursor = ['use', at, Number(row.id)];
    return encodeAccountCursor(cursor);
  },
};

export function orderOf(query: AccountQuery): AccountOrder {
  return query.state === 'inactive' ? byLastUse : byUsername;
}

/**
 * The accounts of a query that has no search, from the cursor on: each range
 * of an index up to the limit, so that nothing is read that is not given back.
 */
export function walk(query: AccountQuery, order: AccountOrder): Piece {
  const ends = order.after(query.cursor);
  const ranges = (ends.length ? ends : [undefined]).flatMap(end =>
    filtersOf(query).map(filters => whereAll(...filters, end)),
  );
  const parts = ranges.map((where, index) =>
    join(
      [
        piece('select * from (select * from sso_accounts'),
        where,
        piece(
          `order by ${order.columns} limit ?) as part_${index}`,
          query.limit + 1,
        ),
      ],
      ' ',
    ),
  );
  return join(parts, ' union all ');
}

/** A list of filters for each part of an index that has to be walked. */
function filtersOf(query: AccountQuery): Array<Array<Piece | undefined>> {
  const source = sourceCondition(query);
  if (source && query.state === undefined) {
    return ['active', 'disabled'].map(state => [
      source,
      piece('state = ?', state),
    ]);
  }
  return [[source, stateCondition(query)]];
}
