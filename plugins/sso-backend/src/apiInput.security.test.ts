import { mockCredentials } from '@backstage/backend-test-utils';
import {
  ssoAdminOperations as admin,
  ssoPublicOperations,
} from '@latchkey/plugin-sso-common';
import { connect, usePortal } from './__testUtils__/portalFixture';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const authorization = mockCredentials.user.header('user:default/admin');
const json = 'application/json';

const valid = {
  protocol: 'oidc',
  displayName: 'Valid',
  settings: { issuer: 'http://localhost:1', clientId: 'x' },
  secrets: { clientSecret: 'x' },
};
const policy = (value: unknown) => ({ ...valid, policy: value });
const settings = (value: object) => ({
  ...valid,
  settings: { ...valid.settings, ...value },
});

describe.each(mainEngine(databases))('malformed input on %s', engine => {
  const fixture = usePortal(databases, engine);

  /** Sends bytes as they are. */
  async function post(
    path: string,
    body: string,
    headers: Record<string, string> = { 'content-type': json },
    method = 'POST',
  ) {
    const response = await fetch(`${fixture.portal.apiUrl}/sso${path}`, {
      method,
      body,
      headers: { authorization, ...headers },
    });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) };
  }
  const nothingMade = async () => {
    expect(await fixture.knex('sso_connections')).toEqual([]);
    expect(await fixture.knex('sso_accounts')).toEqual([]);
  };

  it('CONN-14 takes the valid twin', async () => {
    const { status } = await post('/connections', JSON.stringify(valid));
    expect(status).toBe(201);
  });

  it.each<[string, unknown]>([
    ['displayName', { ...valid, displayName: undefined }],
    ['displayName', { ...valid, displayName: null }],
    ['displayName', { ...valid, displayName: 5 }],
    ['displayName', { ...valid, displayName: ['x'] }],
    ['displayName', { ...valid, displayName: { toString: 'x' } }],
    ['protocol', { ...valid, protocol: undefined }],
    ['active', { ...valid, active: 'true' }],
    ['hidden', { ...valid, hidden: 1 }],
    ['unknown', { ...valid, unknown: 1 }],
    ['version', { ...valid, version: 1 }],
    ['settings', { ...valid, settings: [] }],
    ['settings', { ...valid, settings: 'x' }],
    ['settings.unknown', settings({ unknown: 1 })],
    ['settings.constructor', settings({ constructor: 'x' })],
    ['settings.issuer', settings({ issuer: undefined })],
    ['settings.issuer', settings({ issuer: ['http://localhost'] })],
    ['settings.issuer', settings({ issuer: 'file:///etc/passwd' })],
    ['settings.issuer', settings({ issuer: 'http://169.254.169.254/latest' })],
    ['settings.issuer', settings({ issuer: 'http://[::1]:80' })],
    ['settings.issuer', settings({ issuer: 'https://10.0.0.1' })],
    ['settings.responseType', settings({ responseType: 'token' })],
    [
      'settings.clockToleranceSeconds',
      settings({ clockToleranceSeconds: '5' }),
    ],
    ['secrets', { ...valid, secrets: 'x' }],
    ['secrets.clientSecret', { ...valid, secrets: {} }],
    ['policy', policy([])],
    ['policy.unknown', policy({ unknown: 1 })],
    ['policy.resolvers', policy({ resolvers: [] })],
    ['policy.resolvers', policy({ resolvers: ['telepathy'] })],
    ['policy.resolvers', policy({ resolvers: ['constructor'] })],
    [
      'policy.resolvers',
      policy({ resolvers: ['createAccount', 'createAccount'] }),
    ],
    [
      'policy.admission.values',
      policy({ admission: { attribute: 'a', values: [] } }),
    ],
    ['policy.admission.attribute', policy({ admission: { values: ['x'] } })],
    ['policy.fields.email', policy({ fields: { email: 'sometimes' } })],
    ['policy.fields.username', policy({ fields: { username: 'always' } })],
    ['policy.groups.mode', policy({ groups: { mode: 'x' } })],
    ['policy.groups.existing', policy({ groups: { existing: null } })],
    ['(body)', []],
    ['(body)', [valid]],
  ])('CONN-14 names %s in %j', async (path, body) => {
    const answer = await post('/connections', JSON.stringify(body));
    expect(answer.status).toBe(400);
    expect(answer.body.error.name).toBe('InputError');
    expect(
      answer.body.fields.map((field: { path: string }) => field.path),
    ).toContain(path);
    await nothingMade();
  });

  it.each([
    ['text', 'text/plain', JSON.stringify(valid)],
    ['a form', 'application/x-www-form-urlencoded', 'protocol=oidc'],
    ['a multipart form', 'multipart/form-data; boundary=x', '--x--'],
    ['XML', 'text/xml', '<a/>'],
    ['broken JSON', json, '{"protocol": "oidc",'],
    ['a JSON text', json, '"oidc"'],
    ['null', json, 'null'],
    ['bytes that are no UTF-8 text', json, '{"\ud800'],
  ])('G18 CONN-14 refuses %s with 400', async (_, type, body) => {
    for (const [method, path] of [
      ['POST', '/connections'],
      ['PUT', '/connections/okta'],
      ['PUT', '/connection-order'],
      ['POST', '/local/sign-in'],
      ['POST', '/local/setup'],
    ]) {
      const answer = await post(path, body, { 'content-type': type }, method);
      expect([path, answer.status]).toEqual([path, 400]);
      expect(answer.body.error.name).toBe('InputError');
      expect(answer.text).not.toContain('oidc');
    }
    await nothingMade();
  });

  it.each([['/connections'], ['/local/sign-in'], ['/local/setup']])(
    'CONN-14 refuses an oversized body at %s with 413',
    async path => {
      const answer = await post(
        path,
        JSON.stringify({ ...valid, comment: 'x'.repeat(600_000) }),
      );
      expect(answer.status).toBe(413);
      expect(answer.text.length).toBeLessThan(2000);
      await nothingMade();
    },
  );

  it.each([
    ['{"__proto__":{"active":false,"polluted":1},', ''],
    ['{"constructor":{"prototype":{"polluted":1}},', ''],
    ['{', ',"settings":{"__proto__":{"polluted":1}}'],
    ['{', ',"secrets":{"__proto__":"polluted"}'],
    ['{', ',"policy":{"__proto__":{"polluted":1}}'],
  ])('G08 is not polluted by %s … %s', async (start, end) => {
    const rest = JSON.stringify(valid).slice(1, -1);
    const answer = await post('/connections', `${start}${rest}${end}}`);
    expect([201, 400]).toContain(answer.status);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const { connections } = await fixture.portal.admin.call(
      admin.listConnections,
      {},
    );
    expect(connections.map(({ active }) => active)).toEqual(
      answer.status === 201 ? [true] : [],
    );
    expect(JSON.stringify(connections)).not.toContain('polluted');
  });

  it('CONN-14 names texts that no database can store', async () => {
    for (const text of ['\u0000', '\ud800']) {
      const answer = await post(
        '/connections',
        JSON.stringify({ ...valid, comment: `x${text}` }),
      );
      expect(answer.status).toBe(400);
    }
    await nothingMade();
  });

  it.each([
    ['getConnection', '/connections/Upper', 'connectionId'],
    ['getConnection', `/connections/${'x'.repeat(41)}`, 'connectionId'],
    ['getConnection', '/connections/%2e%2e%2fadmin', 'connectionId'],
    ['listTraces', '/traces?limit=0', 'limit'],
    ['listTraces', '/traces?limit=201', 'limit'],
    ['listTraces', '/traces?limit=x', 'limit'],
    ['listTraces', '/traces?limit=1&limit=2', 'limit'],
    ['listTraces', '/traces?connectionId[a]=b', 'connectionId'],
    ['listTraces', '/traces?other=1', 'other'],
    ['getTrace', `/traces/${'x'.repeat(41)}`, 'reference'],
  ])('CONN-14 %s %s names %s', async (_, path, field) => {
    const response = await fetch(`${fixture.portal.apiUrl}/sso${path}`, {
      headers: { authorization },
    });
    expect(response.status).toBe(400);
    const body = await response.json();
    expect(body.fields.map(({ path: name }: { path: string }) => name)).toEqual(
      [field],
    );
  });

  it('CONN-14 answers broken percent-encoding with 400', async () => {
    const response = await fetch(
      `${fixture.portal.apiUrl}/sso/connections/%E0%A4%A`,
      { headers: { authorization } },
    );
    expect(response.status).toBe(400);
  });

  it('CONN-14 says 404 of what is not there', async () => {
    for (const operation of [
      admin.getConnection,
      admin.listConnectionVersions,
      admin.checkConnection,
      admin.deleteConnection,
    ]) {
      const answer = await fixture.portal.admin.send(operation, {
        params: { connectionId: 'missing' },
      });
      expect(answer.status).toBe(404);
    }
    const missing = await fixture.portal.admin.send(admin.getTrace, {
      params: { reference: '0000-0000' },
    });
    expect(missing.status).toBe(404);
  });

  it('G17 answers of the API are not kept by browsers', async () => {
    await connect(fixture);
    for (const path of ['/connections', '/sign-in/options']) {
      const response = await fetch(`${fixture.portal.apiUrl}/sso${path}`, {
        headers: { authorization },
      });
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('G12 local sign-in names missing fields, never what was typed', async () => {
    const answer = await fixture.portal.anonymous.send(
      ssoPublicOperations.localSignIn,
      { body: { username: 'the-username', password: '', extra: 'typed' } },
    );
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toMatch(/the-username|typed/);
    expect(answer.body).toMatchObject({
      fields: [{ path: 'password' }, { path: 'extra' }],
    });
  });
});
