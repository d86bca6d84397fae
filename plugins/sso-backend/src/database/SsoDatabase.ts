import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isCollision } from './databaseErrors';
import { retry } from './retry';
import { isSqlite } from './sql';

/**
 * How long a statement waits for the lock of a SQLite file, in milliseconds.
 * Short, because the driver blocks the whole process meanwhile (its default
 * are five seconds); statements are tried again without blocking instead.
 */
const SQLITE_BUSY_TIMEOUT = 200;

const migrationsDirectory = resolvePackagePath(
  '@latchkey/plugin-sso-backend',
  'migrations',
);

/**
 * The database of the plugin: opened when first asked for, migrated once
 * unless `migrations.skip` says that somebody else does that.
 */
export class SsoDatabase {
  readonly #database: DatabaseService;
  #promise: Promise<Knex> | undefined;

  static create(database: DatabaseService): SsoDatabase {
    return new SsoDatabase(database);
  }

  /**
   * Creates and changes the tables, all or nothing. Replicas that start at once
   * take turns: the lock of knex alone can break when its own tables are made
   * by two at a time.
   */
  static async runMigrations(knex: Knex): Promise<void> {
    const run = () =>
      knex.transaction(async transaction => {
        if (!isSqlite(knex)) {
          await transaction.raw(
            `select pg_advisory_xact_lock(hashtext('latchkey-sso-migrations'))`,
          );
        }
        await transaction.migrate.latest({ directory: migrationsDirectory });
      });
    await retry(run, { isRetryable: isCollision, attempts: 12, baseDelay: 50 });
  }

  private constructor(database: DatabaseService) {
    this.#database = database;
  }

  get(): Promise<Knex> {
    this.#promise ??= this.#open();
    return this.#promise;
  }

  async #open(): Promise<Knex> {
    const knex = await this.#database.getClient();
    if (!['sqlite3', 'postgresql'].includes(knex.client.dialect)) {
      throw new Error(
        `The sso plugin needs PostgreSQL or SQLite as its database, not ${knex.client.dialect}`,
      );
    }
    // Otherwise the message of a failed statement, and so the log, holds its
    // values: emails, hashes, sealed secrets.
    knex.client.config.compileSqlOnError = false;
    if (isSqlite(knex)) {
      await tuneSqlite(knex);
    }
    if (!this.#database.migrations?.skip) {
      await SsoDatabase.runMigrations(knex);
    }
    return knex;
  }
}

/**
 * Backstage asks for foreign keys by a method that better-sqlite3 does not
 * have, and leaves the rollback journal on, in which readers and writers of a
 * file block each other.
 */
async function tuneSqlite(knex: Knex): Promise<void> {
  const perHandle = [
    `busy_timeout = ${SQLITE_BUSY_TIMEOUT}`,
    'foreign_keys = on',
  ];
  knex.client.pool.on(
    'createSuccess',
    (_id: number, handle: { pragma?(source: string): unknown }) =>
      perHandle.forEach(pragma => handle.pragma?.(pragma)),
  );
  for (const pragma of perHandle) {
    await knex.raw(`pragma ${pragma}`);
  }
  // Stays in the file; a database in memory answers `memory`.
  await retry(() => knex.raw('pragma journal_mode = wal'), {
    isRetryable: isCollision,
    attempts: 8,
    baseDelay: 50,
  });
}
