/**
 * How values come out of the two engines: SQLite has numbers for moments and
 * booleans, PostgreSQL has texts for 64-bit keys.
 */
export type RowTime = Date | number | string;
export type RowId = number | string;
export type RowBoolean = boolean | number;

/** The moment in a row. Both engines keep milliseconds. */
export function toDate(value: RowTime): Date {
  return value instanceof Date ? value : new Date(value);
}

/** The moment in a column that can be empty. */
export function toOptionalDate(value: RowTime | null): Date | undefined {
  return value === null ? undefined : toDate(value);
}
