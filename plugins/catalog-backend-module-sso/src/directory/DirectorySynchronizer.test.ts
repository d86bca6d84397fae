import { mockServices } from '@backstage/backend-test-utils';
import { FakeCatalog } from '../__testUtils__/FakeCatalog';
import { FakeDirectory } from '../__testUtils__/FakeDirectory';
import { DirectorySynchronizer } from './DirectorySynchronizer';
import { EntityEmitter } from './EntityEmitter';
import { OnceWarner } from './OnceWarner';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

function setUp() {
  const directory = new FakeDirectory();
  const catalog = new FakeCatalog();
  const logger = mockServices.logger.mock();
  const start = () => {
    const synchronizer = DirectorySynchronizer.create({
      sso: directory.service,
      catalogView: catalog.view,
      emitter: EntityEmitter.create({
        connection: catalog,
        catalogView: catalog.view,
        warner: OnceWarner.create({ logger }),
      }),
      fullRefreshMilliseconds: HOUR,
      now: () => directory.now,
    });
    return (milliseconds = 5 * SECOND, signal?: AbortSignal) => {
      directory.now += milliseconds;
      return synchronizer.synchronize(signal);
    };
  };
  return { directory, catalog, logger, start };
}

describe('DirectorySynchronizer', () => {
  it('GROUP-6 makes User and Group entities with annotations', async () => {
    const { directory, catalog, start } = setUp();
    directory.setGroup('engines', { title: 'Engines', category: 'Guilds' });
    directory.setUser('ada', {
      displayName: 'Ada Lovelace',
      email: 'ada@example.com',
      memberOf: ['group:default/engines'],
    });
    await start()();

    expect(catalog.entities.get('user:default/ada')).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: {
        namespace: 'default',
        name: 'ada',
        title: 'Ada Lovelace',
        annotations: {
          'backstage.io/managed-by-location': 'sso:directory',
          'backstage.io/managed-by-origin-location': 'sso:directory',
          'latchkey.dev/account-id': 'account-of-ada',
          'latchkey.dev/source': 'okta',
        },
      },
      spec: {
        profile: { displayName: 'Ada Lovelace', email: 'ada@example.com' },
        memberOf: ['group:default/engines'],
      },
    });
    expect(catalog.entities.get('group:default/engines')).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: {
        namespace: 'default',
        name: 'engines',
        title: 'Engines',
        annotations: {
          'backstage.io/managed-by-location': 'sso:directory',
          'backstage.io/managed-by-origin-location': 'sso:directory',
          'latchkey.dev/group-id': 'id-of-engines',
          'latchkey.dev/source': 'local',
          'latchkey.dev/category': 'Guilds',
        },
      },
      spec: { type: 'team', profile: { displayName: 'Engines' }, children: [] },
    });
    expect(catalog.mutations).toEqual(
      catalog.mutations.map(mutation => ({
        ...mutation,
        added: [expect.objectContaining({ locationKey: 'sso-directory' })],
      })),
    );
  });

  it('reads what changed since a minute before the last time', async () => {
    const { directory, start } = setUp();
    const synchronize = start();
    await synchronize();
    const { now } = directory;
    await synchronize();
    expect(directory.queries.map(query => query.changedSince)).toEqual([
      undefined,
      undefined,
      new Date(now - MINUTE).toISOString(),
      new Date(now - MINUTE).toISOString(),
    ]);
  });

  it('GROUP-6 follows changes, and hands over only those', async () => {
    const { directory, catalog, start } = setUp();
    const synchronize = start();
    for (let count = 0; count < 20; count += 1) {
      directory.setUser(`user-${count}`);
    }
    await synchronize(2 * MINUTE);
    await synchronize();
    expect(catalog.added).toBe(20);

    directory.setUser('user-7', { email: 'seven@example.com' });
    await synchronize();
    expect(catalog.added).toBe(21);
    expect(catalog.entities.get('user:default/user-7')?.spec).toMatchObject({
      profile: { email: 'seven@example.com' },
    });
    // Read again because of the overlap, but not handed over again.
    await synchronize();
    await synchronize();
    expect(catalog.added).toBe(21);
  });

  it('finds a change that was committed late', async () => {
    const { directory, catalog, start } = setUp();
    const synchronize = start();
    await synchronize();
    directory.now -= 30 * SECOND;
    directory.setUser('late');
    directory.now += 30 * SECOND;
    await synchronize();
    expect(catalog.refs).toEqual(['user:default/late']);
  });

  it('GROUP-6 takes out what was removed', async () => {
    const { directory, catalog, start } = setUp();
    const synchronize = start();
    directory.setUser('ada');
    directory.setUser('grace');
    directory.setGroup('engines');
    await synchronize();
    directory.setUser('ada', { removed: true });
    directory.setGroup('engines', { removed: true });
    await synchronize();
    expect(catalog.refs).toEqual(['user:default/grace']);
  });

  it('keeps a name that was given up and taken by another account', async () => {
    const { directory, catalog, start } = setUp();
    const synchronize = start();
    directory.setUser('ada');
    await synchronize();
    directory.setUser('ada', { removed: true });
    directory.setUser('ada', { accountId: 'another' });
    await synchronize();
    await synchronize();
    expect(
      catalog.entities.get('user:default/ada')?.metadata.annotations,
    ).toMatchObject({ 'latchkey.dev/account-id': 'another' });
  });

  it('reads more than a page', async () => {
    const { directory, catalog, start } = setUp();
    for (let count = 0; count < 1_201; count += 1) {
      directory.setUser(`user-${count}`);
    }
    await start()();
    expect(catalog.entities.size).toBe(1_201);
    expect(
      catalog.mutations.map(mutation =>
        mutation.type === 'delta' ? mutation.added.length : undefined,
      ),
    ).toEqual([500, 500, 201]);
  });

  it('compares everything now and again', async () => {
    const { directory, catalog, start } = setUp();
    const synchronize = start();
    directory.setUser('ada');
    directory.setUser('grace');
    await synchronize(2 * MINUTE);
    catalog.entities.delete('user:default/ada');
    directory.forgetUser('grace');
    await synchronize();
    expect(catalog.refs).toEqual(['user:default/grace']);
    await synchronize(HOUR);
    expect(catalog.refs).toEqual(['user:default/ada']);
  });

  it('compares everything first when another replica takes over', async () => {
    const { directory, catalog, start } = setUp();
    directory.setUser('ada');
    directory.setUser('grace');
    await start()();
    directory.forgetUser('grace');
    await start()();
    expect(catalog.refs).toEqual(['user:default/ada']);
  });

  it('does the same work again after a failure', async () => {
    const { directory, catalog, start } = setUp();
    const synchronize = start();
    await synchronize();
    directory.setUser('ada');
    catalog.failure = new Error('locked');
    await expect(synchronize()).rejects.toThrow('locked');
    directory.failure = new Error('down');
    await expect(synchronize(10 * MINUTE)).rejects.toThrow('down');
    catalog.failure = undefined;
    directory.failure = undefined;
    await synchronize();
    expect(catalog.refs).toEqual(['user:default/ada']);
  });

  it('stops between pages when it is told to', async () => {
    const { directory, catalog, start } = setUp();
    directory.setUser('ada');
    const aborted = AbortSignal.abort();
    await expect(start()(SECOND, aborted)).rejects.toThrow();
    expect(catalog.mutations).toEqual([]);
  });
});
