import type { Knex } from 'knex';
import { isSqlite, query } from '../sql';

interface Statement {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

/** The statements that a function runs. */
async function recordStatements(
  knex: Knex,
  run: () => Promise<unknown>,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  const listener = ({ sql, bindings }: Statement) => {
    statements.push({ sql, bindings });
  };
  knex.on('query', listener);
  try {
    await run();
  } finally {
    knex.removeListener('query', listener);
  }
  return statements;
}

/** The plan of one statement, a line for each step. */
async function planOf(knex: Knex, { sql, bindings }: Statement) {
  if (isSqlite(knex)) {
    const rows = await query<{ detail: string }>(
      knex,
      `explain query plan ${sql}`,
      bindings,
    );
    return rows.map(row => row.detail);
  }
  const rows = await query<Record<'QUERY PLAN', string>>(
    knex,
    // Of the numbered parameters that the statement was sent with.
    `explain ${sql.replace(/\$\d+/g, '?')}`,
    bindings,
  );
  return rows.map(row => row['QUERY PLAN'].trim());
}

/**
 * The plans of all statements that a function runs. The tables have to be
 * large enough, and analysed, for the plans to be those of a real portal.
 */
export async function explain(
  knex: Knex,
  run: () => Promise<unknown>,
): Promise<string[][]> {
  const plans: string[][] = [];
  for (const statement of await recordStatements(knex, run)) {
    plans.push(await planOf(knex, statement));
  }
  return plans;
}
