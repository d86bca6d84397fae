import { AsyncLocalStorage } from 'node:async_hooks';
import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { SecretRotation } from '../stores/SecretRotation';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import { createStores } from './createStores';
import { isCollision, toServiceError } from './databaseErrors';
import { DatabaseSecretRotation } from './DatabaseSecretRotation';
import { guardStore, type StoreCall } from './guardStore';
import { retry } from './retry';
import { connectionSecrets, secondFactorSecrets } from './sealedTables';
import { isSqlite } from './sql';
import { SsoDatabase } from './SsoDatabase';

/** Together about a second of waiting. */
const ATTEMPTS = 7;
const BASE_DELAY = 25;

/**
 * PostgreSQL waits for a lock for ever unless told otherwise, and a person at
 * the sign-in page with it. What the operator has set is left alone.
 */
async function boundLockWait(transaction: Knex): Promise<void> {
  if (!isSqlite(transaction)) {
    await transaction.raw(
      `select set_config('lock_timeout', '5s', true) where current_setting('lock_timeout') = '0'`,
    );
  }
}

/**
 * The stores over the database of the plugin. Collisions with other writers
 * are tried again; what cannot be helped fails as SsoError `database-busy`.
 */
export class DatabasePersistence implements SsoPersistence {
  readonly accounts: SsoStores['accounts'];
  readonly attempts: SsoStores['attempts'];
  readonly connections: SsoStores['connections'];
  readonly directory: SsoStores['directory'];
  readonly groups: SsoStores['groups'];
  readonly history: SsoStores['history'];
  readonly logouts: SsoStores['logouts'];
  readonly notices: SsoStores['notices'];
  readonly overrides: SsoStores['overrides'];
  readonly pending: SsoStores['pending'];
  readonly replay: SsoStores['replay'];
  readonly secondFactors: SsoStores['secondFactors'];
  readonly sessions: SsoStores['sessions'];
  readonly setupKeys: SsoStores['setupKeys'];
  readonly signIns: SsoStores['signIns'];
  /** One for each kind of secret. */
  readonly secretRotations: readonly SecretRotation[];

  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #insideTransaction = new AsyncLocalStorage<true>();

  /** Opens the database and brings its tables up to date. */
  static async create(options: {
    database: DatabaseService;
    logger: LoggerService;
  }): Promise<DatabasePersistence> {
    const knex = await SsoDatabase.create(options.database).get();
    return new DatabasePersistence(knex, options.logger);
  }

  private constructor(knex: Knex, logger: LoggerService) {
    this.#knex = knex;
    this.#logger = logger;
    const call: StoreCall = run => this.#call(run);
    const stores = createStores(knex, call);
    this.accounts = stores.accounts;
    this.attempts = stores.attempts;
    this.connections = stores.connections;
    this.directory = stores.directory;
    this.groups = stores.groups;
    this.history = stores.history;
    this.logouts = stores.logouts;
    this.notices = stores.notices;
    this.overrides = stores.overrides;
    this.pending = stores.pending;
    this.replay = stores.replay;
    this.secondFactors = stores.secondFactors;
    this.sessions = stores.sessions;
    this.setupKeys = stores.setupKeys;
    this.signIns = stores.signIns;
    this.secretRotations = [connectionSecrets, secondFactorSecrets].map(table =>
      guardStore<SecretRotation>(
        DatabaseSecretRotation.create(knex, table),
        call,
      ),
    );
  }

  async transaction<T>(run: (stores: SsoStores) => Promise<T>): Promise<T> {
    return this.#call(() =>
      this.#knex.transaction(async transaction => {
        await boundLockWait(transaction);
        const stores = createStores(transaction, statement => statement());
        return this.#insideTransaction.run(true, () => run(stores));
      }),
    );
  }

  async #call<T>(run: () => Promise<T>): Promise<T> {
    if (this.#insideTransaction.getStore()) {
      // It would not be part of the transaction, and on SQLite, which has one
      // handle, would wait for its end for ever.
      throw new Error(
        'Inside a transaction only the stores that it was given can be used',
      );
    }
    try {
      return await retry(run, {
        isRetryable: isCollision,
        attempts: ATTEMPTS,
        baseDelay: BASE_DELAY,
      });
    } catch (error) {
      const mapped = toServiceError(error);
      if (mapped !== error) {
        this.#logger.debug('A statement failed', error as Error);
      }
      throw mapped;
    }
  }
}
