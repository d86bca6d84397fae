import {
  ssoAdminOperations as admin,
  ssoOverrideOperations as override,
  ssoPublicOperations as operations,
} from '@latchkey/plugin-sso-common';
import type { JsonObject } from '@backstage/types';
import {
  administrator,
  completeSetup,
  printedKeys,
  redeem,
} from './__testUtils__/administrator';
import {
  begin,
  connectMessages,
  messageModule,
  post,
} from './__testUtils__/messageProtocol';
import { connect, signInAs, usePortal } from './__testUtils__/portalFixture';
import { refusalOf, start } from './__testUtils__/signInFlow';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
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

describe.each(mainEngine(databases))('disablePlugins on %s', engine => {
  const { module, behaviour, reset } = createUpkeepProtocol();
  const scheduler = createTestScheduler();
  const fixture = usePortal(databases, engine, {
    features: [messageModule, module],
  });
  const running: TestPortal[] = [];
  beforeEach(reset);
  afterEach(async () => {
    delete process.env.SSO_DISABLE_PLUGINS;
    for (const portal of running.splice(0)) await portal.stop();
  });

  /** The portal again, on the same database, as the operator restarts it. */
  async function restart(sso: JsonObject = {}): Promise<TestPortal> {
    const portal = await startTestPortal({
      databases,
      knex: fixture.knex,
      config: { sso },
      features: [messageModule, module, scheduler.feature],
    });
    running.push(portal);
    return portal;
  }

  const optionsOf = (portal: TestPortal) =>
    portal.anonymous.call(operations.getSignInOptions, {});
  const codeAtStart = async (portal: TestPortal, id: string) =>
    refusalOf(await start(portal, new TestBrowser(), id)).code;
  /** Everything that administrators have set up, as it lies in the database. */
  const stored = async () => ({
    connections: await fixture.knex('sso_connections').orderBy('id'),
    versions: await fixture
      .knex('sso_connection_versions')
      .orderBy(['connection_id', 'version']),
    secrets: await fixture
      .knex('sso_secrets')
      .orderBy(['connection_id', 'name']),
    overrides: await fixture.knex('sso_overrides').orderBy('state'),
  });
  const confirmedOverride = (connectionId: string) => ({
    state: 'confirmed',
    connection_id: connectionId,
    armed_by: 'user:default/admin',
    armed_at: new Date(),
  });

  it.each([
    ['app-config', { disablePlugins: true }, {}],
    ['the environment', {}, { SSO_DISABLE_PLUGINS: 'true' }],
  ])(
    'CONN-6 uses no protocol when %s says so, though the host has added them',
    async (_, sso, env) => {
      const { id } = await connect(fixture);
      const messages = await connectMessages(fixture.portal);
      Object.assign(process.env, env);
      const portal = await restart(sso);

      expect(await optionsOf(portal)).toMatchObject({
        connections: [],
        localSignIn: true,
        pluginsDisabled: 'all',
      });
      expect(await codeAtStart(portal, id)).toBe('connection-skipped');
      expect(await codeAtStart(portal, messages.id)).toBe('connection-skipped');
      expect(
        (await portal.admin.call(admin.listProtocols, {})).protocols,
      ).toEqual([]);
    },
  );

  it('CONN-6 lets administrators sign in with their password meanwhile', async () => {
    await connect(fixture);
    const portal = await restart({ disablePlugins: true });
    await completeSetup(portal, printedKeys(portal)[0]);

    const progress = await portal.anonymous.call(operations.localSignIn, {
      body: { username: 'admin', password: administrator.password },
    });
    expect(progress).toEqual({
      status: 'signedIn',
      ticket: expect.any(String),
    });
    const { ticket } = progress as { ticket: string };
    expect((await redeem(portal, new TestBrowser(), ticket)).status).toBe(204);
  });

  it('CONN-6 leaves the settings untouched, and all works again without the switch', async () => {
    const { id } = await connect(fixture);
    await fixture.knex('sso_overrides').insert(confirmedOverride(id));
    const before = await stored();
    const initialConnections = [
      { id: 'initial', protocol: 'messages', displayName: 'Initial' },
    ];
    const portal = await restart({ disablePlugins: true, initialConnections });
    await scheduler.run('sso-maintain-connections');
    await scheduler.run('sso-remove-expired');
    await scheduler.run('sso-reseal-secrets');
    const connection = await portal.admin.call(admin.getConnection, {
      params: { connectionId: id },
    });
    expect(connection.settings.issuer).toBe(fixture.idp.issuer);
    expect(await stored()).toEqual(before);

    const again = await restart({ initialConnections });
    const options = await optionsOf(again);
    expect(options.override).toBe(id);
    expect(options.connections.map(option => option.id)).toEqual([
      id,
      'initial',
    ]);
    const page = await signInAs({ ...fixture, portal: again }, id);
    expect(refusalOf(page).code).toBeUndefined();
    expect(page.location?.pathname).toBe('/');
  });

  it('CONN-6 skips single SSO connections and leaves the others alone', async () => {
    const { id } = await connect(fixture);
    const other = await connectMessages(fixture.portal);
    const portal = await restart({ disablePlugins: [id] });

    expect(await optionsOf(portal)).toMatchObject({
      connections: [{ id: other.id }],
      pluginsDisabled: 'some',
    });
    expect(await codeAtStart(portal, id)).toBe('connection-skipped');
    const browser = new TestBrowser();
    const state = await begin(portal, browser, other.id);
    const page = await post(
      portal,
      browser,
      other.id,
      { id: 'message-1', subject: 'alice' },
      state,
    );
    expect(refusalOf(page).code).toBeUndefined();
    expect(await fixture.knex('sso_accounts')).toHaveLength(1);
  });

  it('CONN-6 does not take answers for a skipped SSO connection', async () => {
    const { id } = await connectMessages(fixture.portal, {
      settings: { allowUnsolicited: true },
    });
    const browser = new TestBrowser();
    const state = await begin(fixture.portal, browser, id);
    const portal = await restart({ disablePlugins: [id] });
    const message = { id: 'message-1', subject: 'alice' };

    const answer = await post(portal, browser, id, message, state);
    expect(refusalOf(answer).code).toBe('connection-skipped');
    const unasked = await post(portal, new TestBrowser(), id, message);
    expect(refusalOf(unasked).code).toBe('connection-skipped');
    expect(await fixture.knex('sso_accounts')).toEqual([]);

    // The sign-in has lost nothing: a replica that has it takes the answer.
    const late = await post(fixture.portal, browser, id, message, state);
    expect(refusalOf(late).code).toBeUndefined();
    expect(await fixture.knex('sso_accounts')).toHaveLength(1);
  });

  it('CONN-6 tests no skipped SSO connection and does not go to it at once', async () => {
    const { id } = await connect(fixture);
    await fixture.knex('sso_overrides').insert(confirmedOverride(id));
    const portal = await restart({ disablePlugins: [id] });

    expect((await optionsOf(portal)).override).toBeUndefined();
    const status = await portal.admin.call(override.getPortalStatus, {});
    expect(status.override).toMatchObject({
      connectionId: id,
      effective: false,
    });
    expect(status.disabledPlugins).toEqual({ all: false, connectionIds: [id] });
    const begun = await portal.admin.send(override.beginConnectionTest, {
      params: { connectionId: id },
    });
    expect(begun).toMatchObject({
      status: 503,
      body: { refusal: { code: 'connection-skipped' } },
    });
  });

  it('CONN-6 leaves skipped SSO connections alone in the upkeep', async () => {
    const skipped = await connectUpkeep(fixture.portal);
    const kept = await connectUpkeep(fixture.portal);
    const asked: string[] = [];
    behaviour.maintain = async ({ connectionId }) => {
      asked.push(connectionId);
      return { notices: [] };
    };
    await restart({ disablePlugins: [skipped.id] });
    await scheduler.run('sso-maintain-connections');
    expect(asked).toEqual([kept.id]);

    await restart();
    await scheduler.run('sso-maintain-connections');
    expect(asked).toEqual([kept.id, skipped.id, kept.id]);
  });

  it('CONN-6 warns at the start, and names what does not exist', async () => {
    const { id } = await connect(fixture);
    const warnings = (portal: TestPortal) =>
      portal.log.filter(line => /^warn .*(STARTED|skip)/.test(line)).join('\n');
    expect(warnings(fixture.portal)).toBe('');

    const some = await restart({ disablePlugins: [id, 'otka'] });
    expect(warnings(some)).toContain(
      `STARTED WITHOUT THE SSO CONNECTIONS "${id}". Nothing in the database is changed. Restart without --disablePlugins`,
    );
    expect(warnings(some)).toContain(
      `do not exist: "otka". There are: "${id}"`,
    );

    const all = await restart({
      disablePlugins: true,
      local: { enabled: false },
    });
    expect(warnings(all)).toContain('STARTED WITHOUT SSO');
    expect(all.log.join('\n')).toContain('only recovery links let anybody in');
  });

  it('CONN-6 does not start with a switch that it does not understand', async () => {
    await expect(restart({ disablePlugins: 'yes' })).rejects.toThrow(
      "sso.disablePlugins takes true, false or ids of SSO connections with commas between them, got 'yes'",
    );
  });
});
