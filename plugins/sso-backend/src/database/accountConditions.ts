import type { Knex } from 'knex';
import type { AccountQuery } from '../stores/AccountStore';

/** A piece of SQL with the values of its parameters. */
export interface Piece {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

/** When an account was used last; one never used, when it was made. */
export const lastUse = 'coalesce(last_active_at, created_at)';

const nothing: Piece = { sql: 'false', bindings: [] };

export function piece(sql: string, ...bindings: Knex.RawBinding[]): Piece {
  return { sql, bindings };
}

/** All of the pieces, between the texts. */
export function join(pieces: readonly Piece[], between: string): Piece {
  return {
    sql: pieces.map(({ sql }) => sql).join(between),
    bindings: pieces.flatMap(({ bindings }) => bindings),
  };
}

/**
 * The filter by state of {@link AccountQuery}.
 *
 * @param table - whose rows are filtered
 */
export function stateCondition(
  query: AccountQuery,
  table = 'sso_accounts',
): Piece | undefined {
  switch (query.state) {
    case undefined:
      return undefined;
    case 'active':
    case 'disabled':
      return piece('state = ?', query.state);
    case 'secondFactor':
      return piece('second_factor');
    case 'inactive':
      return query.inactiveBefore
        ? piece(`${lastUse} < ?`, query.inactiveBefore)
        : nothing;
    case 'locked':
      return piece(
        `exists (select 1 from sso_attempts
          where account_id = ${table}.id and locked_until > ?)`,
        query.now,
      );
    default: {
      const unknown: never = query.state;
      throw new Error(`Unknown state ${unknown}`);
    }
  }
}

export function sourceCondition({ source }: AccountQuery): Piece | undefined {
  return source === undefined ? undefined : piece('source = ?', source);
}

/** All that are there, as the condition of a statement. */
export function whereAll(
  ...conditions: ReadonlyArray<Piece | undefined>
): Piece {
  const present = conditions.filter(condition => condition !== undefined);
  return present.length
    ? join([piece('where'), join(present, ' and ')], ' ')
    : piece('');
}
