import {
  type SsoConnection,
  ssoAdminOperations as admin,
} from '@latchkey/plugin-sso-common';
import {
  begin,
  connectMessages,
  messageModule,
  post,
} from './__testUtils__/messageProtocol';
import { countRows, usePortal } from './__testUtils__/portalFixture';
import { pauseResolver } from './__testUtils__/resolverModule';
import { refusalOf } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const policy = { resolvers: ['linkedIdentity', 'pause', 'createAccount'] };

describe.each(mainEngine(databases))('sign-ins on %s', engine => {
  const { pause, module } = pauseResolver();
  const fixture = usePortal(databases, engine, {
    features: [messageModule, module],
  });
  beforeEach(() => {
    pause.run = async () => {};
  });

  const signIn = async (
    { id }: SsoConnection,
    message: { subject?: string; learn?: string } = {},
  ) => {
    const { portal } = fixture;
    const browser = new TestBrowser();
    const state = await begin(portal, browser, id);
    return post(
      portal,
      browser,
      id,
      { id: state, subject: 'alice', ...message },
      state,
    );
  };
  const read = ({ id }: SsoConnection) =>
    fixture.portal.admin.call(admin.getConnection, {
      params: { connectionId: id },
    });

  it('SAML-2 save what they learned of the provider, as a version of the connection', async () => {
    const connection = await connectMessages(fixture.portal);
    expect(
      refusalOf(await signIn(connection, { learn: 'certificate' })),
    ).toEqual({});
    expect(await read(connection)).toMatchObject({
      version: connection.version + 1,
      updatedBy: 'system:sso',
      settings: { learned: 'certificate' },
      displayName: connection.displayName,
      active: true,
    });

    // What is there already makes no new version.
    await signIn(connection, { learn: 'certificate' });
    expect(await read(connection)).toMatchObject({
      version: connection.version + 1,
    });
  });

  it('SAML-2 save nothing when they are refused', async () => {
    const connection = await connectMessages(fixture.portal, {
      policy: { resolvers: ['linkedIdentity'] },
    });
    const page = await signIn(connection, { learn: 'certificate' });
    expect(refusalOf(page).code).toBeDefined();
    expect(await read(connection)).toMatchObject({
      version: connection.version,
      settings: { allowUnsolicited: false },
    });
  });

  it('SAML-2 succeed when what they learned cannot be saved, and the log says so', async () => {
    const { portal, knex } = fixture;
    const connection = await connectMessages(portal);
    const page = await signIn(connection, { learn: 'x'.repeat(21) });
    expect(refusalOf(page)).toEqual({});
    expect(await countRows(knex)).toMatchObject({ sessions: 1 });
    expect(await read(connection)).toMatchObject({
      version: connection.version,
    });
    expect(
      portal.log.filter(
        line => line.startsWith('warn') && line.includes('could not be saved'),
      ),
    ).toHaveLength(1);
  });

  it('SAML-2 leave a connection alone that was changed meanwhile', async () => {
    const { portal } = fixture;
    const connection = await connectMessages(portal, { policy });
    pause.run = async () => {
      await portal.admin.call(admin.updateConnection, {
        params: { connectionId: connection.id },
        body: {
          displayName: 'Renamed',
          settings: { learned: 'by hand' },
          policy,
          version: connection.version,
        },
      });
    };
    const page = await signIn(connection, { learn: 'certificate' });
    expect(refusalOf(page)).toEqual({});
    expect(await read(connection)).toMatchObject({
      version: connection.version + 1,
      displayName: 'Renamed',
      settings: { learned: 'by hand' },
    });
  });

  it('SAML-11 leave a trace when they succeed in debug mode, and only then', async () => {
    const { portal } = fixture;
    const quiet = await connectMessages(portal, { id: 'quiet' });
    const debug = await connectMessages(portal, { id: 'debug', debug: true });
    await signIn(quiet);
    await signIn(debug, { subject: 'bob' });

    const { traces } = await portal.admin.call(admin.listTraces, { query: {} });
    expect(traces).toMatchObject([
      { connectionId: 'debug', outcome: 'success' },
    ]);
    const trace = await portal.admin.call(admin.getTrace, {
      params: { reference: traces[0].reference },
    });
    expect(trace.refusal).toBeUndefined();
    expect(trace.steps.map(({ step, outcome }) => [step, outcome])).toEqual(
      ['state', 'verify', 'admit', 'resolve', 'apply', 'gate', 'session'].map(
        step => [step, 'passed'],
      ),
    );
    expect(JSON.stringify(trace)).toContain('Message');
  });
});
