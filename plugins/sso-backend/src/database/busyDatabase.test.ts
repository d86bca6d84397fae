import { createMockDirectory } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabasePersistence } from './DatabasePersistence';
import { SsoDatabase } from './SsoDatabase';
import {
  createTestDatabases,
  insertAccount,
  insertConnection,
  later,
  NOW,
  persistenceOf,
  someAccount,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const busy = expect.objectContaining({
  name: 'SsoError',
  code: 'database-busy',
});
const opened: Knex[] = [];

/** These tests provoke what knex would print. */
const silent = { debug() {}, deprecate() {}, error() {}, warn() {} };

function open(config: Knex.Config): Knex {
  const knex = createKnex({ ...config, log: silent });
  opened.push(knex);
  return knex;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map(knex => knex.destroy()));
});

/** Two people, and two transactions that touch them in opposite order. */
async function touchCrosswise(
  first: DatabasePersistence,
  second: DatabasePersistence,
) {
  const ada = await insertAccount(first, 'ada');
  const eve = await insertAccount(first, 'eve');
  let waiting = 0;
  let release = () => {};
  const bothHaveBegun = new Promise<void>(resolve => {
    release = resolve;
  });
  const touch = (persistence: DatabasePersistence, ids: string[], at: Date) =>
    persistence.transaction(async ({ accounts }) => {
      await accounts.getByIds(ids);
      await accounts.touch([ids[0]], at);
      waiting += 1;
      if (waiting === 2) {
        release();
      }
      await Promise.race([bothHaveBegun, sleep(200)]);
      await accounts.touch([ids[1]], at);
    });
  await Promise.all([
    touch(first, [ada, eve], later(1)),
    touch(second, [eve, ada], later(2)),
  ]);
  const accounts = await first.accounts.getByIds([ada, eve]);
  return accounts.map(account => account.updatedAt.getTime());
}

describe('busy SQLite file', () => {
  const directory = createMockDirectory();

  const openFile = () =>
    open({
      client: 'better-sqlite3',
      connection: { filename: directory.resolve('sso.sqlite') },
      useNullAsDefault: true,
    });

  beforeEach(() => directory.clear());

  it('OPS-6 is migrated once by two handles that open it at once', async () => {
    const handles = [openFile(), openFile()];
    const [first, second] = await Promise.all(handles.map(persistenceOf));
    await insertAccount(first, 'ada');
    expect(await second.accounts.findByUsernames(['ada'])).toHaveLength(1);
  });

  it('is in WAL mode with foreign keys and a short wait', async () => {
    const knex = openFile();
    await persistenceOf(knex);
    const read = async (name: string) =>
      Object.values((await knex.raw(`pragma ${name}`))[0]);
    expect(await read('journal_mode')).toEqual(['wal']);
    expect(await read('foreign_keys')).toEqual([1]);
    expect(await read('busy_timeout')).toEqual([200]);
  });

  it('can be read while somebody writes', async () => {
    const writer = openFile();
    const persistence = await persistenceOf(openFile());
    await insertAccount(persistence, 'ada');
    await writer.raw('begin immediate');
    await writer('sso_accounts').update({ display_name: 'x' });
    expect(await persistence.accounts.findByUsernames(['ada'])).toHaveLength(1);
    await writer.raw('rollback');
  });

  it('is reported as database-busy while somebody else writes', async () => {
    const writer = openFile();
    const persistence = await persistenceOf(openFile());
    await writer.raw('begin immediate');
    await expect(
      persistence.accounts.insert([someAccount('ada')]),
    ).rejects.toEqual(busy);
    await expect(
      persistence.transaction(({ accounts }) =>
        accounts.insert([someAccount('ada')]),
      ),
    ).rejects.toEqual(busy);

    await writer.raw('rollback');
    await insertAccount(persistence, 'ada');
  });

  it('is waited for without losing a write', async () => {
    const writer = openFile();
    const persistence = await persistenceOf(openFile());
    await writer.raw('begin immediate');
    const inserting = insertAccount(persistence, 'ada');
    await sleep(50);
    await writer.raw('commit');
    await inserting;
    expect(await persistence.accounts.findByUsernames(['ada'])).toHaveLength(1);
  });

  it('runs a transaction again that lost against another one', async () => {
    const first = await persistenceOf(openFile());
    const second = await persistenceOf(openFile());
    const [ada, eve] = await touchCrosswise(first, second);
    expect(ada).toBe(eve);
  });
});

describe('other databases', () => {
  it('are refused with a clear message', async () => {
    const knex = open({ client: 'mysql2' });
    await expect(
      SsoDatabase.create({ getClient: async () => knex }).get(),
    ).rejects.toThrow('needs PostgreSQL or SQLite');
  });
});

const postgres = databases
  .eachSupportedId()
  .filter(([id]) => id.startsWith('POSTGRES'));

// The suite is empty where there is no PostgreSQL; `npm test` always has one.
postgres.forEach(([databaseId]) =>
  describe(`busy ${databaseId}`, () => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
    });

    /** A second handle on the database, with settings of its own. */
    async function persistenceWith(settings: {
      options?: string;
      pool?: Knex.PoolConfig;
      acquireConnectionTimeout?: number;
    }) {
      const { options, ...config } = settings;
      const { connection } = knex.client.config;
      const second = open({
        client: 'pg',
        // knex hides the password from being copied.
        connection: { ...connection, password: connection.password, options },
        ...config,
      });
      return { second, persistence: await persistenceOf(second) };
    }

    it('is reported as database-busy when a lock is not released', async () => {
      const id = await insertAccount(persistence, 'ada');
      const other = await persistenceWith({ options: '-c lock_timeout=100ms' });
      const holder = await knex.transaction();
      await holder('sso_accounts').where({ id }).forUpdate();
      await expect(
        other.persistence.accounts.touch([id], later(1)),
      ).rejects.toEqual(busy);
      await expect(
        other.persistence.transaction(({ accounts }) =>
          accounts.touch([id], later(1)),
        ),
      ).rejects.toEqual(busy);

      await holder.rollback();
      await other.persistence.accounts.touch([id], later(1));
    });

    it('is reported as database-busy when all connections are in use', async () => {
      const other = await persistenceWith({
        pool: { min: 0, max: 1 },
        acquireConnectionTimeout: 500,
      });
      const holder = await other.second.transaction();
      await expect(other.persistence.connections.list()).rejects.toEqual(busy);
      await holder.rollback();
      expect(await other.persistence.connections.list()).toEqual([]);
    });

    it('runs a transaction again that lost in a deadlock', async () => {
      const [ada, eve] = await touchCrosswise(persistence, persistence);
      expect(ada).toBe(eve);
    });

    it('USER-1 lets a second sign-in wait for the first one', async () => {
      await insertConnection(persistence, 'okta');
      const accountId = await insertAccount(persistence, 'ada');
      const key = { connectionId: 'okta', issuer: 'i', subject: 's' };
      await persistence.accounts.link([{ ...key, accountId, at: NOW }]);
      const steps: string[] = [];
      let locked = () => {};
      const firstHasLock = new Promise<void>(resolve => {
        locked = resolve;
      });
      const first = persistence.transaction(async ({ accounts }) => {
        await accounts.findLinked([key]);
        locked();
        await sleep(200);
        steps.push('first');
      });
      await firstHasLock;
      const second = persistence.transaction(async ({ accounts }) => {
        await accounts.findLinked([key]);
        steps.push('second');
      });
      await Promise.all([first, second]);
      expect(steps).toEqual(['first', 'second']);
    });
  }),
);
