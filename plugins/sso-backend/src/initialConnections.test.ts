import { ConfigReader } from '@backstage/config';
import { ssoAdminOperations as admin } from '@latchkey/plugin-sso-common';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import { createUpkeepProtocol } from './__testUtils__/upkeepProtocol';
import { readInitialConnections } from './connections/readInitialConnections';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const secret = 'secret-of-the-initial-connection';
const partners = {
  id: 'partners',
  protocol: 'oidc',
  displayName: 'Partners',
  settings: { issuer: 'http://localhost:1', clientId: 'portal' },
  secrets: { clientSecret: secret },
};

describe.each(mainEngine(databases))(
  'SSO connections to begin with on %s',
  engine => {
    const portals: TestPortal[] = [];
    const upkeep = createUpkeepProtocol();
    beforeEach(upkeep.reset);
    afterEach(async () => {
      await Promise.all(portals.splice(0).map(portal => portal.stop()));
    });

    async function start(
      knex: Awaited<ReturnType<typeof databases.init>>,
      initialConnections: object[],
    ): Promise<TestPortal> {
      const portal = await startTestPortal({
        databases,
        knex,
        features: [upkeep.module],
        config: {
          sso: { initialConnections: initialConnections as never },
        },
      });
      portals.push(portal);
      return portal;
    }

    it('CONN-1 are there after the first start, with their secrets', async () => {
      const portal = await start(await databases.init(engine), [
        { ...partners, secondFactor: 'unlessProven' },
      ]);
      const connection = await portal.admin.call(admin.getConnection, {
        params: { connectionId: 'partners' },
      });
      expect(connection).toMatchObject({
        displayName: 'Partners',
        active: true,
        secondFactor: 'unlessProven',
        updatedBy: 'system:sso',
        secrets: { clientSecret: { fingerprint: expect.any(String) } },
      });
      expect(JSON.stringify([connection, portal.log])).not.toContain(secret);
    });

    it('SAML-1 read settings from metadata, those of the configuration on top', async () => {
      upkeep.behaviour.propose = async (_, source) => ({
        settings: { endpoint: source.url, certificate: 'of the provider' },
        choices: [],
        findings: [],
      });
      const portal = await start(await databases.init(engine), [
        {
          id: 'read',
          protocol: 'upkeep',
          displayName: 'Read',
          metadataUrl: 'https://provider.test/metadata',
          settings: { certificate: 'of app-config' },
        },
      ]);
      const { settings } = await portal.admin.call(admin.getConnection, {
        params: { connectionId: 'read' },
      });
      expect(settings).toEqual({
        endpoint: 'https://provider.test/metadata',
        certificate: 'of app-config',
      });
    });

    it('SAML-1 are not made of metadata that cannot be read', async () => {
      upkeep.behaviour.propose = async () => ({
        settings: { endpoint: 'https://provider.test' },
        choices: [],
        findings: [
          { title: 'Metadata', outcome: 'failed', detail: 'It has expired' },
        ],
      });
      const portal = await start(await databases.init(engine), [
        {
          id: 'read',
          protocol: 'upkeep',
          displayName: 'Read',
          metadataUrl: 'https://provider.test/metadata',
        },
      ]);
      const { connections } = await portal.admin.call(
        admin.listConnections,
        {},
      );
      expect(connections).toEqual([]);
      expect(portal.log.join('\n')).toMatch(/"read" of app-config was not/);
    });

    it('CONN-2 are changed and deleted by administrators for good', async () => {
      const knex = await databases.init(engine);
      const other = { ...partners, id: 'others', displayName: 'Others' };
      const first = await start(knex, [partners, other]);
      const params = { connectionId: 'partners' };
      await first.admin.call(admin.setConnectionActive, {
        params,
        body: { active: false, version: 1 },
      });
      await first.admin.call(admin.deleteConnection, {
        params: { connectionId: 'others' },
      });

      const second = await start(knex, [partners, other]);
      const { connections } = await second.admin.call(
        admin.listConnections,
        {},
      );
      expect(connections).toEqual([
        expect.objectContaining({ id: 'partners', active: false, version: 2 }),
      ]);
    });

    it('CONN-2 that cannot be created do not stop the start, nor the others', async () => {
      const portal = await start(await databases.init(engine), [
        { id: 'unknown', protocol: 'none', displayName: 'Unknown' },
        { ...partners, id: 'wrong', settings: { clientId: 7 } },
        partners,
      ]);
      const { connections } = await portal.admin.call(
        admin.listConnections,
        {},
      );
      expect(connections.map(({ id }) => id)).toEqual(['partners']);
      const text = portal.log.join('\n');
      expect(text).toMatch(/"unknown" of app-config was not created/);
      expect(text).toMatch(/"wrong" of app-config was not created/);
      expect(text).not.toContain(secret);
    });
  },
);

describe('readInitialConnections', () => {
  const read = (value: unknown) =>
    readInitialConnections(
      new ConfigReader({ sso: { initialConnections: value as never } }),
    );

  it('is empty unless something is configured', () => {
    expect(readInitialConnections(new ConfigReader({}))).toEqual([]);
  });

  it.each([
    ['an unknown key', { ...partners, colour: 'red' }, /initialConnections.0/],
    [
      'an id with spaces',
      { ...partners, id: 'a b' },
      /initialConnections.0.id/,
    ],
    ['another rule', { ...partners, secondFactor: 'maybe' }, /0.secondFactor/],
    ['no name', { ...partners, displayName: '' }, /0.displayName/],
    ['a secret that is no text', { ...partners, secrets: { a: 7 } }, /secrets/],
  ])('names what is wrong with %s', (_, value, message) => {
    expect(() => read([value])).toThrow(message);
  });

  it('G05 repeats no secret in its message', () => {
    const broken = { ...partners, displayName: 7 };
    expect(() => read([broken])).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining(secret),
      }),
    );
  });
});
