import { createMockDirectory } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { type MisbehavingIdp, startMisbehavingIdp } from '@latchkey/dev-idp';
import { ssoAdminOperations as admin } from '@latchkey/plugin-sso-common';
import createKnex, { type Knex } from 'knex';
import {
  clearDatabase,
  connect,
  countRows,
  noRows,
  readDirectory,
  signInAs,
  traceOf,
  usePortal,
} from './__testUtils__/portalFixture';
import { pauseResolver } from './__testUtils__/resolverModule';
import { refusalOf } from './__testUtils__/signInFlow';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { createTestDatabases } from './database/__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const policy = { resolvers: ['linkedIdentity', 'pause', 'createAccount'] };

describe.each(databases.eachSupportedId())('a busy database: %s', engine => {
  const directory = createMockDirectory();
  const opened: Knex[] = [];
  const { pause, module } = pauseResolver();
  let idp: MisbehavingIdp;
  let portal: TestPortal;
  let knex: Knex;
  let other: Knex;

  function open(base: Knex): Knex {
    const silent = { debug() {}, deprecate() {}, error() {}, warn() {} };
    const { connection } = base.client.config;
    const config =
      engine === 'SQLITE_3'
        ? {
            client: 'better-sqlite3',
            connection: { filename: directory.resolve('sso.sqlite') },
            useNullAsDefault: true,
          }
        : {
            client: 'pg',
            connection: {
              ...connection,
              // knex hides the password from being copied.
              password: connection.password,
              options: '-c lock_timeout=100ms',
            },
          };
    const handle = createKnex({ ...config, log: silent });
    opened.push(handle);
    return handle;
  }

  beforeAll(async () => {
    const base = await databases.init(engine);
    knex = open(base);
    other = open(base);
    idp = await startMisbehavingIdp();
    portal = await startTestPortal({ databases, knex, features: [module] });
    await clearDatabase(knex);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([portal?.stop(), idp?.stop()]);
    await Promise.all(opened.map(handle => handle.destroy()));
  });

  it('OPS-6 is database-busy when it is locked in the middle, and no half-made account stays', async () => {
    const { id } = await connect({ portal, idp }, { policy });
    const locks: Knex.Transaction[] = [];
    pause.run = async () => {
      const lock = await other.transaction();
      locks.push(lock);
      await (engine === 'SQLITE_3'
        ? lock('sso_accounts').delete()
        : lock.raw('lock table sso_accounts in access exclusive mode'));
    };

    const page = await signInAs({ portal, idp }, id);
    await Promise.all(locks.map(lock => lock.rollback()));

    expect(refusalOf(page).code).toBe('database-busy');
    expect(await countRows(knex)).toEqual(noRows);
    const { reference = '' } = refusalOf(page);
    expect(portal.log.join('\n')).toContain(reference);
    // A SQLite file is locked as a whole, so there the trace could not be
    // written; PostgreSQL locked the accounts only.
    const steps = await knex('sso_traces').where({ reference }).pluck('steps');
    const refused = '"step":"apply","outcome":"refused"';
    expect(steps.filter(text => text.includes(refused))).toHaveLength(
      engine === 'SQLITE_3' ? 0 : 1,
    );

    pause.run = async () => {};
    expect(refusalOf(await signInAs({ portal, idp }, id))).toEqual({});
    expect(await countRows(knex)).toMatchObject({ accounts: 1, identities: 1 });
  });
});

describe.each(databases.eachSupportedId())(
  'changes meanwhile on %s',
  engine => {
    const { pause, module } = pauseResolver();
    const fixture = usePortal(databases, engine, { features: [module] });

    it('CONN-4 G20 a connection that is switched off in the middle: connection-inactive', async () => {
      const { portal, knex } = fixture;
      const { id, version } = await connect(fixture, { policy });
      pause.run = async () => {
        await portal.admin.call(admin.setConnectionActive, {
          params: { connectionId: id },
          body: { active: false, version },
        });
      };

      const page = await signInAs(fixture, id);

      expect(refusalOf(page).code).toBe('connection-inactive');
      expect(await countRows(knex)).toEqual(noRows);
    });

    it('G20 a connection that is deleted in the middle: connection-not-found', async () => {
      const { portal, knex } = fixture;
      const { id } = await connect(fixture, { policy });
      pause.run = () =>
        portal.admin.call(admin.deleteConnection, {
          params: { connectionId: id },
        });

      const page = await signInAs(fixture, id);

      expect(refusalOf(page).code).toBe('connection-not-found');
      expect(await countRows(knex)).toEqual(noRows);
    });
  },
);

describe.each(databases.eachSupportedId())('no Catalog on %s', engine => {
  const catalog = catalogServiceMock({ entities: [] });
  const network = { down: false };
  for (const method of ['getEntities', 'getEntitiesByRefs'] as const) {
    const honest = catalog[method].bind(catalog) as () => Promise<never>;
    catalog[method] = async (...args: unknown[]) => {
      if (network.down) throw new Error('The Catalog is down');
      return honest(...(args as []));
    };
  }
  const fixture = usePortal(databases, engine, { catalog });
  beforeEach(() => {
    network.down = false;
  });

  it('USER-3 refuses new accounts with catalog-unavailable, and lets known people in', async () => {
    const { portal, knex } = fixture;
    const { id } = await connect(fixture);
    network.down = true;
    const page = await signInAs(fixture, id);
    expect(refusalOf(page).code).toBe('catalog-unavailable');
    expect((await traceOf(portal, page)).steps.at(-1)?.step).toBe('resolve');
    expect(await countRows(knex)).toEqual(noRows);

    network.down = false;
    expect(refusalOf(await signInAs(fixture, id))).toEqual({});
    network.down = true;
    expect(refusalOf(await signInAs(fixture, id))).toEqual({});
  });

  it('GROUP-1 lets known people in whose groups are new, and makes those later', async () => {
    const { portal } = fixture;
    const { id } = await connect(fixture);
    await signInAs(fixture, id, { groups: ['old'] });
    const titles = async () =>
      (await readDirectory(portal)).groups.map(({ title }) => title).sort();
    expect(await titles()).toEqual(['old']);

    network.down = true;
    const page = await signInAs(fixture, id, { groups: ['old', 'new'] });
    expect(refusalOf(page)).toEqual({});
    expect(await titles()).toEqual(['old']);

    network.down = false;
    await signInAs(fixture, id);
    expect(await titles()).toEqual(['new', 'old']);
  });
});
