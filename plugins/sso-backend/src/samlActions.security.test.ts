import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ssoAdminOperations as admin } from '@latchkey/plugin-sso-common';
import { useSaml } from './__testUtils__/samlFixture';
import { connectSaml, samlUrls } from './__testUtils__/samlFlow';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

/** Every row of the tables in which something of a connection may stay. */
const tables = [
  'sso_connections',
  'sso_connection_versions',
  'sso_connection_notices',
  'sso_secrets',
  'sso_events',
  'sso_traces',
];

describe.each(mainEngine(databases))('SAML set-up on %s', engine => {
  const fixture = useSaml(databases, engine);
  let server: Server;
  let port: number;
  let seen: string[];
  let answers: Record<string, { status: number; location?: string }>;

  beforeAll(async () => {
    server = createServer((req, res) => {
      const path = String(req.url);
      seen.push(path);
      const { status, location } = answers[path] ?? { status: 200 };
      res.writeHead(status, location ? { location } : {});
      res.end(status === 200 ? fixture.forge.metadata() : 'elsewhere');
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    await new Promise(resolve => {
      server.close(resolve);
    });
  });
  beforeEach(() => {
    seen = [];
    answers = {};
  });

  const propose = async (url: string) => {
    const { body } = await fixture.portal.admin.send(admin.proposeSettings, {
      params: { protocolId: 'saml' },
      body: { url },
    });
    return JSON.stringify(body);
  };

  it('C17 the honest twin: reads the metadata of an allowed host', async () => {
    const proposal = await propose(`http://localhost:${port}/metadata`);
    expect(proposal).toContain(fixture.forge.singleSignOnUrl);
    expect(seen).toEqual(['/metadata']);
  });

  it.each([
    'http://127.0.0.1:PORT/metadata',
    'http://[::1]:PORT/metadata',
    'http://2130706433:PORT/metadata',
    'http://user:secret-of-a-user@localhost:PORT/metadata',
    'https://169.254.169.254/latest/meta-data/',
    'file:///etc/passwd',
  ])('C17 M29 does not call %s, to propose or when it is saved', async url => {
    const { portal, forge } = fixture;
    const metadataUrl = url.replace('PORT', String(port));
    const proposal = await propose(metadataUrl);
    expect(proposal).toContain('provider-address-refused');
    expect(proposal).not.toContain('secret-of-a-user');
    await expect(
      connectSaml(portal, forge, { settings: { metadataUrl } }),
    ).rejects.toMatchObject({
      status: 400,
      body: {
        fields: [expect.objectContaining({ path: 'settings.metadataUrl' })],
      },
    });
    expect(seen).toEqual([]);
  });

  it('C17 M29 follows no redirect of metadata, and tells nothing of where it leads', async () => {
    answers['/redirect'] = {
      status: 302,
      location: `http://127.0.0.1:${port}/secret-path`,
    };
    const proposal = await propose(`http://localhost:${port}/redirect`);
    expect(proposal).toContain('"outcome":"failed"');
    expect(proposal).not.toContain('secret-path');
    expect(seen).toEqual(['/redirect']);
  });

  it('C17 M29 does not call an address that came into the settings past the check', async () => {
    const { portal, forge, knex } = fixture;
    const { id } = await connectSaml(portal, forge, {
      settings: { metadataUrl: `http://localhost:${port}/metadata` },
    });
    const [{ settings }] = await knex('sso_connections').select('settings');
    await knex('sso_connections').update({
      settings: settings.replace('localhost', '127.0.0.1'),
    });
    const { findings } = await portal.admin.call(admin.checkConnection, {
      params: { connectionId: id },
    });
    expect(JSON.stringify(findings)).toContain('provider-address-refused');
    expect(seen).toEqual([]);
  });

  it.each(['entryPoint', 'logoutUrl', 'logoutResponseUrl'])(
    'M28 G03 refuses to save a %s that is no address of the web',
    async name => {
      const { portal, forge } = fixture;
      for (const address of [
        ['javascript', 'alert(1)'].join(':'),
        'data:text/html,x',
        '//evil.test',
        'http://evil.test/',
        'https://user:password@idp.test/',
      ]) {
        await expect(
          connectSaml(portal, forge, { settings: { [name]: address } }),
        ).rejects.toMatchObject({
          status: 400,
          body: {
            fields: [expect.objectContaining({ path: `settings.${name}` })],
          },
        });
      }
    },
  );

  it('SAML-5 G05 G20 of keys made by five administrators at once one stays, and nobody sees it', async () => {
    const { portal, second, forge, knex } = fixture;
    const { id, version } = await connectSaml(portal, forge);
    const run = (actionId: string, basis: number, replica = portal) =>
      replica.admin.send(admin.runConnectionAction, {
        params: { connectionId: id, actionId },
        body: { version: basis },
      });

    const made = await Promise.all(
      [portal, second, portal, second, portal].map(replica =>
        run('generate-key', version, replica),
      ),
    );
    expect(made.map(({ status }) => status).sort()).toEqual([
      200, 409, 409, 409, 409,
    ]);
    const next = await run('prepare-next-key', version + 1);
    expect(next.status).toBe(200);

    const { connection } = next.body as {
      connection: { settings: Record<string, string> };
    };
    const metadata = await (await fetch(samlUrls(portal, id).audience)).text();
    for (const name of ['metadataSignatureCert', 'nextCertificate']) {
      const [, begin] = connection.settings[name].split('\n');
      expect(metadata).toContain(begin);
    }
    const kept = await Promise.all(tables.map(table => knex(table)));
    expect(
      JSON.stringify([kept, made, next, portal.log, second.log]),
    ).not.toMatch(/PRIVATE KEY/);
  });
});
