import {
  ssoAdminOperations as admin,
  SsoError,
} from '@latchkey/plugin-sso-common';
import { usePortal } from './__testUtils__/portalFixture';
import {
  connectUpkeep,
  createUpkeepProtocol,
} from './__testUtils__/upkeepProtocol';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const KEY = 'a freshly made private key';

describe.each(mainEngine(databases))('actions on %s', engine => {
  const { module, behaviour, reset } = createUpkeepProtocol();
  const fixture = usePortal(databases, engine, { features: [module] });
  beforeEach(() => {
    reset();
    behaviour.generateKey = async () => ({
      changes: {
        settings: { certificate: 'its certificate' },
        secrets: { signingKey: KEY },
        reason: 'A key was generated.',
      },
      findings: [{ title: 'Key', outcome: 'note', detail: 'Enter it there.' }],
    });
  });
  const run = (
    connectionId: string,
    version: number,
    actionId = 'generate-key',
  ) =>
    fixture.portal.admin.send(admin.runConnectionAction, {
      params: { connectionId, actionId },
      body: { version },
    });
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

  it('SAML-5 action shows what can be done now, and not how', async () => {
    const { actions } = await connectUpkeep(fixture.portal);
    expect(actions).toEqual([
      {
        id: 'generate-key',
        title: 'Generate a key',
        description: 'Of a test.',
        confirmation: 'Really?',
      },
    ]);
  });

  it('SAML-5 action changes settings and secrets as its administrator', async () => {
    const { id } = await connectUpkeep(fixture.portal, {
      settings: { endpoint: 'stays' },
      secrets: { apiKey: 'stays, too' },
      secondFactor: 'unlessProven',
    });

    const { status, body } = await run(id, 1);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      connection: {
        version: 2,
        secondFactor: 'unlessProven',
        updatedBy: 'user:default/admin',
        settings: { endpoint: 'stays', certificate: 'its certificate' },
        secrets: { apiKey: {}, signingKey: {} },
        actions: [],
      },
      findings: [{ title: 'Key', outcome: 'note' }],
    });
    expect((await versions(id))[0]).toMatchObject({
      action: 'updated',
      changedBy: 'user:default/admin',
      changedPaths: ['secrets.signingKey', 'settings.certificate'],
    });
  });

  it('SAML-5 action gets the secrets opened', async () => {
    const { id } = await connectUpkeep(fixture.portal, {
      secrets: { apiKey: 'opened' },
    });
    behaviour.generateKey = async ({ settings }) => ({
      findings: [
        { title: String(settings.apiKey === 'opened'), outcome: 'passed' },
      ],
    });
    const { body } = await run(id, 1);
    expect(body).toMatchObject({
      connection: { version: 1 },
      findings: [{ title: 'true' }],
    });
  });

  it('SAML-5 action G05 answers, history, log and audit hold no secret', async () => {
    const { id } = await connectUpkeep(fixture.portal);
    const answers = [await run(id, 1), await get(id), await versions(id)];
    const said = [JSON.stringify(answers), ...fixture.portal.log].join('\n');
    expect(said).toContain('A key was generated.');
    expect(said).not.toContain(KEY);
    const stored = JSON.stringify([
      await fixture.knex('sso_connections'),
      await fixture.knex('sso_connection_versions'),
      await fixture.knex('sso_secrets'),
    ]);
    expect(stored).toContain('signingKey');
    expect(stored).not.toContain(KEY);
  });

  it('SAML-5 action refuses another version, before and while it runs', async () => {
    const { id } = await connectUpkeep(fixture.portal);
    expect((await run(id, 2)).status).toBe(409);

    const generate = behaviour.generateKey;
    behaviour.generateKey = async context => {
      await fixture.portal.admin.call(admin.setConnectionActive, {
        params: { connectionId: id },
        body: { active: false, version: 1 },
      });
      return generate(context);
    };
    const lost = await run(id, 1);
    expect(lost.status).toBe(409);
    expect(await get(id)).toMatchObject({
      version: 2,
      active: false,
      secrets: {},
    });
  });

  it('SAML-5 action is 404 when unknown, unavailable or of no connection', async () => {
    const { id } = await connectUpkeep(fixture.portal, {
      secrets: { signingKey: 'there already' },
    });
    expect((await run(id, 1)).status).toBe(404);
    expect((await run(id, 1, 'constructor')).status).toBe(404);
    expect((await run('missing', 1)).status).toBe(404);
  });

  it('SAML-5 action that is refused is a finding', async () => {
    const { id } = await connectUpkeep(fixture.portal);
    behaviour.generateKey = async () => {
      throw new SsoError('provider-unreachable', { detail: 'Not there' });
    };
    const { status, body } = await run(id, 1);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      connection: { version: 1 },
      findings: [
        {
          outcome: 'failed',
          code: 'provider-unreachable',
          detail: 'Not there',
        },
      ],
    });
  });
});
