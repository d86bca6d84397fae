import type { Knex } from 'knex';

/** Tells SQLite from PostgreSQL, the two engines that are supported. */
export function isSqlite(knex: Knex): boolean {
  return knex.client.dialect === 'sqlite3';
}

/** Values of `?` in their order, or of `:name` by their names. */
export type Bindings =
  | readonly Knex.RawBinding[]
  | Readonly<Record<string, Knex.RawBinding>>;

/** Runs a statement that returns rows. */
export async function query<TRow>(
  knex: Knex,
  sql: string,
  bindings: Bindings = [],
): Promise<TRow[]> {
  const result = await knex.raw(sql, bindings as Knex.RawBinding[]);
  return isSqlite(knex) ? result : result.rows;
}

/** Runs a statement that returns no rows. @returns the number of rows changed */
export async function execute(
  knex: Knex,
  sql: string,
  bindings: readonly Knex.RawBinding[] = [],
): Promise<number> {
  const result = await knex.raw(sql, [...bindings]);
  return isSqlite(knex) ? result.changes : result.rowCount;
}

/** Runs a function in a transaction, the one that is open if there is one. */
export function inTransaction<T>(
  knex: Knex,
  run: (transaction: Knex) => Promise<T>,
): Promise<T> {
  return knex.isTransaction ? run(knex) : knex.transaction(run);
}

/** A list of texts as one bound parameter, for `whereIn`. */
export function textList(
  knex: Knex,
  texts: readonly string[],
): Knex.QueryBuilder {
  return isSqlite(knex)
    ? jsonList(knex, texts)
    : knex.select(knex.raw('unnest(?::text[])', [[...texts]]));
}

/** A list of surrogate keys as one bound parameter, for `whereIn`. */
export function idList(knex: Knex, ids: readonly string[]): Knex.QueryBuilder {
  const numbers = ids.map(toRowId).filter(id => id !== undefined);
  return isSqlite(knex)
    ? jsonList(knex, numbers)
    : knex.select(knex.raw('unnest(?::bigint[])', [numbers]));
}

function jsonList(knex: Knex, values: unknown): Knex.QueryBuilder {
  return knex
    .select('value')
    .from(knex.raw('json_each(?)', [JSON.stringify(values)]));
}

/**
 * The surrogate key that an id stands for.
 *
 * @returns undefined for a text that no row can have as its id
 */
export function toRowId(id: string): number | undefined {
  return /^[1-9]\d{0,15}$/.test(id) && Number(id) <= Number.MAX_SAFE_INTEGER
    ? Number(id)
    : undefined;
}

type ColumnType = 'text' | 'integer' | 'boolean' | 'time';

const postgresTypes: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'bigint',
  boolean: 'boolean',
  time: 'timestamptz',
};

type BatchRow<TColumns> = {
  readonly [K in keyof TColumns]:
    | (TColumns[K] extends 'text'
        ? string
        : TColumns[K] extends 'integer'
        ? number
        : TColumns[K] extends 'boolean'
        ? boolean
        : Date)
    | undefined;
};

/** Rows as a table expression with one bound parameter. */
export interface Batch {
  readonly sql: string;
  readonly parameter: string;
}

/**
 * Makes rows usable as a table in a statement whose text and number of
 * parameters do not depend on how many rows there are.
 */
export function batchOf<TColumns extends Readonly<Record<string, ColumnType>>>(
  knex: Knex,
  columns: TColumns,
  rows: ReadonlyArray<BatchRow<TColumns>>,
): Batch {
  const sqlite = isSqlite(knex);
  const parameter = JSON.stringify(
    rows.map(row =>
      Object.fromEntries(
        Object.keys(columns).map(name => [name, toJson(row[name], sqlite)]),
      ),
    ),
  );
  if (sqlite) {
    const list = Object.keys(columns).map(
      name => `value ->> '$.${name}' as ${name}`,
    );
    return { sql: `(select ${list} from json_each(?))`, parameter };
  }
  const list = Object.entries(columns).map(
    ([name, type]) => `${name} ${postgresTypes[type]}`,
  );
  return {
    sql: `(select * from jsonb_to_recordset(?::jsonb) as batch(${list}))`,
    parameter,
  };
}

function toJson(value: unknown, sqlite: boolean): unknown {
  if (value instanceof Date) {
    // As the driver writes it when it is a parameter of its own.
    return sqlite ? value.getTime() : value.toISOString();
  }
  return value ?? null;
}
