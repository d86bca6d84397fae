import { mockServices } from '@backstage/backend-test-utils';
import { FakeCatalog } from '../__testUtils__/FakeCatalog';
import { FakeDirectory } from '../__testUtils__/FakeDirectory';
import { DirectorySynchronizer } from './DirectorySynchronizer';
import { EntityEmitter } from './EntityEmitter';
import { OnceWarner } from './OnceWarner';

function setUp() {
  const directory = new FakeDirectory();
  const catalog = new FakeCatalog();
  const logger = mockServices.logger.mock();
  const synchronizer = DirectorySynchronizer.create({
    sso: directory.service,
    catalogView: catalog.view,
    emitter: EntityEmitter.create({
      connection: catalog,
      catalogView: catalog.view,
      warner: OnceWarner.create({ logger }),
    }),
    fullRefreshMilliseconds: 3_600_000,
    now: () => directory.now,
  });
  return { directory, catalog, logger, synchronizer };
}

describe('DirectorySynchronizer beside other providers', () => {
  it.each([
    ['a file', 'url:https://git.example.com/users.yaml'],
    ['no annotation', undefined],
  ])('GROUP-6 never touches an entity of %s', async (_, origin) => {
    const { directory, catalog, logger, synchronizer } = setUp();
    const user = catalog.addForeign('User', 'admin', origin);
    const group = catalog.addForeign('Group', 'owners', origin);
    directory.setUser('admin', { memberOf: ['group:default/owners'] });
    directory.setUser('ada');
    directory.setGroup('owners');
    directory.setGroup('engines');

    await synchronizer.synchronize();
    directory.now += 5_000;
    directory.setUser('admin', { email: 'evil@example.com' });
    await synchronizer.synchronize();
    directory.now += 3_600_000;
    await synchronizer.synchronize();

    expect(catalog.entities.get('user:default/admin')).toBe(user);
    expect(catalog.entities.get('group:default/owners')).toBe(group);
    expect(catalog.refs).toEqual([
      'group:default/engines',
      'group:default/owners',
      'user:default/ada',
      'user:default/admin',
    ]);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining('group:default/owners')],
      [expect.stringContaining('user:default/admin')],
    ]);
  });

  it('G08 leaves out records that break a rule, and keeps the others', async () => {
    const { directory, catalog, logger, synchronizer } = setUp();
    directory.setUser('bad-kind', { entityRef: 'group:default/engines' });
    directory.setUser('no-ref', { entityRef: 'user:\u0000' });
    directory.setUser('long', { entityRef: `user:default/${'x'.repeat(64)}` });
    directory.setUser('space', { entityRef: 'user:default/a b' });
    directory.setUser('proto', { entityRef: 'user:default/__proto__' });
    directory.setGroup('typeless', { kind: '\u0000' });
    directory.setGroup('engines');
    directory.setUser('ada', {
      memberOf: ['group:default/engines', ':', '', 'user:default/admin'],
    });

    await synchronizer.synchronize();
    directory.now += 5_000;
    await synchronizer.synchronize();

    expect(catalog.refs).toEqual(['group:default/engines', 'user:default/ada']);
    expect(catalog.entities.get('user:default/ada')?.spec?.memberOf).toEqual([
      'group:default/engines',
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(6);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain(
      String.raw`\u0000`,
    );
  });

  it('G08 keeps the entity of an account whose record went bad', async () => {
    const { directory, catalog, synchronizer } = setUp();
    directory.setGroup('engines');
    await synchronizer.synchronize();
    directory.now += 3_600_000;
    directory.setGroup('engines', { kind: '' });
    await synchronizer.synchronize();
    expect(catalog.refs).toEqual(['group:default/engines']);
  });
});
