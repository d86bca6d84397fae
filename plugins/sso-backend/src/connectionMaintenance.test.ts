import { ssoAdminOperations as admin } from '@latchkey/plugin-sso-common';
import { usePortal } from './__testUtils__/portalFixture';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import {
  connectUpkeep,
  createTestScheduler,
  createUpkeepProtocol,
} from './__testUtils__/upkeepProtocol';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const TASK = 'sso-maintain-connections';
const expiring = {
  title: 'A certificate expires soon',
  outcome: 'note',
  code: 'certificate-expiring',
  detail: 'In 29 days',
} as const;

describe.each(mainEngine(databases))('maintenance on %s', engine => {
  const { module, behaviour, reset } = createUpkeepProtocol();
  const scheduler = createTestScheduler();
  const other = createTestScheduler();
  const fixture = usePortal(databases, engine, {
    features: [module, scheduler.feature],
    config: { sso: { maintenance: { frequency: { minutes: 15 } } } },
  });
  let replica: TestPortal;
  beforeAll(async () => {
    replica = await startTestPortal({
      databases,
      knex: fixture.knex,
      features: [module, other.feature],
      externalApiUrl: fixture.portal.apiUrl,
    });
  }, 60_000);
  afterAll(() => replica?.stop());
  beforeEach(reset);

  const run = () => scheduler.run(TASK);
  const get = (connectionId: string) =>
    fixture.portal.admin.call(admin.getConnection, {
      params: { connectionId },
    });
  const versions = async (connectionId: string) =>
    (
      await fixture.portal.admin.call(admin.listConnectionVersions, {
        params: { connectionId },
      })
    ).versions;
  const warnings = () =>
    fixture.portal.log.filter(line => line.includes('needs attention'));

  it('SAML-8 maintenance is scheduled on one replica at a time, as configured', () => {
    expect(scheduler.task(TASK)).toMatchObject({
      scope: 'global',
      frequency: { milliseconds: 15 * 60_000 },
    });
    expect(other.task(TASK)).toMatchObject({
      frequency: { milliseconds: 60 * 60_000 },
    });
  });

  it('SAML-8 maintenance saves what the protocol changes, in the history', async () => {
    const { id } = await connectUpkeep(fixture.portal, {
      settings: { endpoint: 'stays', certificate: 'goes' },
      secrets: { apiKey: 'stays, too', signingKey: 'goes' },
    });
    behaviour.maintain = async ({ settings }) => ({
      changes: {
        settings: { endpoint: `${settings.endpoint}!`, certificate: undefined },
        secrets: { signingKey: null },
        reason: 'The keys were switched.',
      },
      notices: [],
    });

    await run();

    const connection = await get(id);
    expect(connection).toMatchObject({ version: 2, updatedBy: 'system:sso' });
    expect(connection.settings).toEqual({ endpoint: 'stays!' });
    expect(Object.keys(connection.secrets)).toEqual(['apiKey']);
    expect((await versions(id))[0]).toMatchObject({
      version: 2,
      action: 'maintained',
      changedBy: 'system:sso',
      changedPaths: [
        'secrets.signingKey',
        'settings.certificate',
        'settings.endpoint',
      ],
    });
    expect(fixture.portal.log.join('\n')).toContain('The keys were switched.');
  });

  it('SAML-8 maintenance makes no version of what is there already', async () => {
    const { id } = await connectUpkeep(fixture.portal, {
      settings: { certificate: 'same' },
    });
    behaviour.maintain = async () => ({
      changes: { settings: { certificate: 'same' }, reason: 'Read again.' },
      notices: [],
    });
    await run();
    expect(await versions(id)).toHaveLength(1);
  });

  it('SAML-8 maintenance shows notices with the moment since when, until they go', async () => {
    const { id } = await connectUpkeep(fixture.portal);
    const before = warnings().length;
    behaviour.maintain = async () => ({ notices: [expiring] });
    await run();
    const [first] = (await get(id)).notices;
    expect(first).toEqual({ ...expiring, since: expect.any(String) });
    expect(Date.parse(first.since)).toBeGreaterThan(Date.now() - 60_000);

    const moved = '2026-01-02T03:04:05.678Z';
    await fixture
      .knex('sso_connection_notices')
      .update({ notices: JSON.stringify([{ ...first, since: moved }]) });
    const second = { title: 'Another one', outcome: 'failed' } as const;
    behaviour.maintain = async () => ({
      notices: [
        { ...expiring, detail: 'In 28 days' },
        second,
        { title: 'Fine', outcome: 'passed' },
      ],
    });
    await run();
    const { connections } = await fixture.portal.admin.call(
      admin.listConnections,
      {},
    );
    expect(connections[0].notices).toEqual([
      { ...expiring, detail: 'In 28 days', since: moved },
      { ...second, since: expect.any(String) },
    ]);
    const said = warnings().slice(before);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/^warn .*A certificate expires soon/);
    expect(said[1]).toMatch(/^warn .*Another one/);

    behaviour.maintain = async () => ({ notices: [] });
    await run();
    expect((await get(id)).notices).toEqual([]);
  });

  it('SAML-8 maintenance yields to an administrator who saves at the same time', async () => {
    const { id } = await connectUpkeep(fixture.portal);
    const seen: number[] = [];
    behaviour.maintain = async ({ connectionVersion }) => {
      seen.push(connectionVersion);
      if (seen.length === 1) {
        await fixture.portal.admin.call(admin.updateConnection, {
          params: { connectionId: id },
          body: {
            displayName: 'By the administrator',
            settings: { endpoint: 'by the administrator' },
            version: 1,
          },
        });
      }
      return {
        changes: { settings: { certificate: 'new' }, reason: 'Read again.' },
        notices: [],
      };
    };

    await run();

    expect(seen).toEqual([1, 2]);
    expect(await get(id)).toMatchObject({
      displayName: 'By the administrator',
      version: 3,
      settings: { endpoint: 'by the administrator', certificate: 'new' },
    });
    expect((await versions(id)).map(({ action }) => action)).toEqual([
      'maintained',
      'updated',
      'created',
    ]);
  });

  it('SAML-8 maintenance gives up when administrators always come first', async () => {
    const { id } = await connectUpkeep(fixture.portal);
    behaviour.maintain = async ({ connectionVersion }) => {
      await fixture.portal.admin.call(admin.setConnectionActive, {
        params: { connectionId: id },
        body: { active: true, version: connectionVersion },
      });
      return {
        changes: { settings: { certificate: 'new' }, reason: 'Read again.' },
        notices: [],
      };
    };
    await run();
    expect(await get(id)).toMatchObject({ version: 3, settings: {} });
  });

  it('SAML-8 maintenance of two replicas at once changes things once', async () => {
    const { id } = await connectUpkeep(fixture.portal);
    let waiting = 0;
    let open = () => {};
    const both = new Promise<void>(resolve => {
      open = resolve;
    });
    behaviour.maintain = async () => {
      waiting += 1;
      if (waiting === 2) open();
      await both;
      return {
        changes: { settings: { certificate: 'new' }, reason: 'Read again.' },
        notices: [expiring],
      };
    };

    await Promise.all([run(), other.run(TASK)]);

    expect(await get(id)).toMatchObject({
      version: 2,
      settings: { certificate: 'new' },
      notices: [expiring],
    });
    expect(await versions(id)).toHaveLength(2);
  });

  it('SAML-8 maintenance of one that fails does not stop the others', async () => {
    const first = await connectUpkeep(fixture.portal, { id: 'first' });
    const invalid = await connectUpkeep(fixture.portal, { id: 'invalid' });
    const last = await connectUpkeep(fixture.portal, { id: 'last' });
    behaviour.maintain = async () => ({ notices: [expiring] });
    await run();
    behaviour.maintain = async ({ connectionId }) => {
      if (connectionId === first.id) throw new Error('a fault of the protocol');
      if (connectionId === invalid.id) {
        return {
          changes: {
            settings: { certificate: 'x'.repeat(51) },
            reason: 'Read again.',
          },
          notices: [],
        };
      }
      return { notices: [] };
    };

    await run();

    // Nothing is known of the first, so what was known stays.
    expect((await get(first.id)).notices).toMatchObject([expiring]);
    expect(fixture.portal.log.join('\n')).toContain('a fault of the protocol');
    expect(await get(invalid.id)).toMatchObject({
      version: 1,
      notices: [
        {
          outcome: 'failed',
          detail: expect.stringContaining('settings.certificate'),
        },
      ],
    });
    expect((await get(last.id)).notices).toEqual([]);
  });

  it('SAML-8 maintenance leaves inactive and deleted ones alone', async () => {
    const { id } = await connectUpkeep(fixture.portal);
    const { id: deleted } = await connectUpkeep(fixture.portal);
    behaviour.maintain = async ({ connectionId }) => {
      if (connectionId === deleted) {
        await fixture.portal.admin.call(admin.deleteConnection, {
          params: { connectionId },
        });
      }
      return { notices: [expiring] };
    };
    await run();
    expect((await get(id)).notices).toHaveLength(1);
    expect(await fixture.knex('sso_connection_notices')).toHaveLength(1);

    await fixture.portal.admin.call(admin.setConnectionActive, {
      params: { connectionId: id },
      body: { active: false, version: 1 },
    });
    const maintain = jest.fn();
    behaviour.maintain = maintain;
    await run();
    expect(maintain).not.toHaveBeenCalled();
    expect((await get(id)).notices).toEqual([]);
  });
});
