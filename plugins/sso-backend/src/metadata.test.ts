import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import { connectTest, startOver } from './__testUtils__/logoutFlow';
import { logoutModule } from './__testUtils__/logoutProtocol';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe.each(mainEngine(databases))('metadata on %s', engine => {
  let knex: Knex;
  let portal: TestPortal;

  beforeAll(async () => {
    knex = await databases.init(engine);
    const features = [logoutModule().module];
    portal = await startTestPortal({ databases, knex, features });
  }, 60_000);
  beforeEach(() => startOver(knex));
  afterAll(() => portal?.stop());

  const get = (id: string, init?: RequestInit) =>
    fetch(`${portal.apiUrl}/sso/sign-in/${id}/metadata`, init);

  it('SAML-7 are there for everyone, as a document and not as a page', async () => {
    await connectTest(portal, 'okta');
    const response = await get('okta');
    expect(response.status).toBe(200);
    const { headers } = response;
    expect(headers.get('content-type')).toBe('application/samlmetadata+xml');
    expect(headers.get('content-disposition')).toBe(
      'inline; filename="my__meta___X-Evil__1.xml"',
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(headers.getSetCookie()).toEqual([]);
    expect(await response.text()).toBe(
      '<md id="http://localhost:7007/api/sso/sign-in/okta/metadata">ä https://idp.test</md>'.replace(
        'http://localhost:7007/api',
        portal.apiUrl,
      ),
    );
  });

  it('SAML-7 are not sent again to who has them', async () => {
    await connectTest(portal, 'okta');
    const etag = String((await get('okta')).headers.get('etag'));
    const again = () =>
      get('okta', {
        // Otherwise fetch asks for an answer that no cache has.
        headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
      });
    expect((await again()).status).toBe(304);
    const head = await get('okta', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('etag')).toBe(etag);
    await knex('sso_connections').update({
      settings: JSON.stringify({ issuer: 'https://other.test' }),
    });
    const changed = await again();
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain('https://other.test');
  });

  it('SAML-7 are there before the SSO connection is switched on', async () => {
    await connectTest(portal, 'okta');
    await knex('sso_connections').update({ active: false });
    expect((await get('okta')).status).toBe(200);
  });

  it('SAML-7 are 404 as JSON where there are none', async () => {
    await portal.admin.call(ssoAdminOperations.createConnection, {
      body: {
        id: 'plain',
        protocol: 'oidc',
        displayName: 'Plain',
        settings: { issuer: 'http://localhost:9', clientId: 'the-client' },
        secrets: { clientSecret: 'the-secret' },
      },
    });
    for (const id of ['plain', 'unknown', 'NO_ID', '__proto__']) {
      const response = await get(id);
      expect(response.status).toBe(404);
      const text = await response.text();
      expect(JSON.parse(text).error.name).toBe('NotFoundError');
      expect(text).not.toMatch(/the-client|the-secret|at .*\.ts/);
    }
    const { refusal } = await (await get('unknown')).json();
    expect(refusal.code).toBe('connection-not-found');
  });

  it('SAML-7 of settings that do not work say no more than that', async () => {
    await connectTest(portal, 'okta');
    await knex('sso_connections').update({
      settings: JSON.stringify({ issuer: 7 }),
    });
    const response = await get('okta');
    expect(response.status).toBe(500);
    expect((await response.json()).refusal.code).toBe('settings-invalid');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
