import type { Entity } from '@backstage/catalog-model';
import { SsoError } from '@latchkey/plugin-sso-common';
import request from 'supertest';
import {
  byScript,
  readCookies,
  startAuthBackend,
} from '../__testUtils__/startAuthBackend';

const ada: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name: 'ada',
    annotations: {
      'backstage.io/managed-by-origin-location': 'sso:directory',
    },
  },
  spec: { memberOf: ['group:default/engines', 'group:default/left'] },
  relations: [
    { type: 'memberOf', targetRef: 'group:default/engines' },
    { type: 'memberOf', targetRef: 'group:default/left' },
    { type: 'memberOf', targetRef: 'group:default/of-the-catalog' },
  ],
};

describe('GET refresh', () => {
  let backend: Awaited<ReturnType<typeof startAuthBackend>>;
  beforeAll(async () => {
    backend = await startAuthBackend({ entities: [ada] });
  });
  afterEach(() => {
    backend.sso.failure = undefined;
  });
  afterAll(() => backend.stop());

  const refresh = (token?: string) =>
    request(backend.server)
      .get('/api/auth/sso/refresh')
      .set(byScript)
      .set('Cookie', token ? `latchkey-session=${token}` : 'other=1');

  it('answers the identity of the session with a signed token', async () => {
    const response = await refresh(
      backend.sso.addSession({
        sessionId: '42',
        userEntityRef: 'user:default/grace',
        ownershipEntityRefs: ['user:default/grace', 'group:default/engines'],
        displayName: 'Grace Hopper',
        email: 'grace@example.com',
        picture: 'https://example.com/grace.png',
      }),
    );

    expect(response.status).toBe(200);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.body).toEqual({
      backstageIdentity: {
        token: expect.any(String),
        expiresInSeconds: expect.any(Number),
        identity: {
          type: 'user',
          userEntityRef: 'user:default/grace',
          ownershipEntityRefs: ['user:default/grace', 'group:default/engines'],
        },
      },
      profile: {
        displayName: 'Grace Hopper',
        email: 'grace@example.com',
        picture: 'https://example.com/grace.png',
      },
      providerInfo: {},
    });
    const [, claims] = response.body.backstageIdentity.token.split('.');
    expect(
      JSON.parse(Buffer.from(claims, 'base64url').toString()),
    ).toMatchObject({ sub: 'user:default/grace', sso_session: '42' });
    expect(readCookies(response)).toEqual([]);
  });

  it('adds what the Catalog knows, but no membership that has just ended', async () => {
    const response = await refresh(backend.sso.addSession());
    expect(
      response.body.backstageIdentity.identity.ownershipEntityRefs,
    ).toEqual([
      'user:default/ada',
      'group:default/engines',
      'group:default/of-the-catalog',
    ]);
  });

  it('LOCAL-6 answers 401 with the refusal when the session has ended, and forgets the cookie', async () => {
    const response = await refresh('ended-session');
    expect(response.status).toBe(401);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.body).toEqual({
      error: {
        name: 'AuthenticationError',
        message: 'Your session has ended. Please sign in again.',
      },
      refusal: {
        code: 'session-ended',
        reason: 'Your session has ended. Please sign in again.',
      },
      response: { statusCode: 401 },
    });
    expect(readCookies(response)).toEqual([
      {
        name: 'latchkey-session',
        value: '',
        attributes: {
          httponly: true,
          samesite: 'Lax',
          path: '/api/auth/sso',
          expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
        },
      },
    ]);
  });

  it('LOCAL-3 answers the refusal of the gate', async () => {
    backend.sso.failure = new SsoError('account-disabled');
    const response = await refresh('some-session');
    expect(response.status).toBe(403);
    expect(response.body.refusal.code).toBe('account-disabled');
  });

  it.each([
    ['busy', new SsoError('database-busy'), 503, 'database-busy'],
    ['broken', new Error('socket hang up'), 500, 'internal'],
  ])('keeps the session while the portal is %s', async (...row) => {
    const [, failure, status, code] = row;
    const token = backend.sso.addSession();
    backend.sso.failure = failure;
    const response = await refresh(token);
    expect(response.status).toBe(status);
    expect(response.body.refusal.code).toBe(code);
    expect(JSON.stringify(response.body)).not.toContain('socket');
    expect(readCookies(response)).toEqual([]);

    backend.sso.failure = undefined;
    expect((await refresh(token)).status).toBe(200);
  });

  it('answers 401 without a refusal when nobody is signed in', async () => {
    const response = await refresh();
    expect(response.status).toBe(401);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.body.error.name).toBe('AuthenticationError');
    expect(response.body).not.toHaveProperty('refusal');
  });

  it('G18 answers 401 when a form, link or image asks', async () => {
    const token = backend.sso.addSession();
    const response = await request(backend.server)
      .get('/api/auth/sso/refresh')
      .set('Cookie', `latchkey-session=${token}`);
    expect(response.status).toBe(401);
    expect(response.text).not.toContain('token');
    expect((await refresh(token)).status).toBe(200);
  });
});

describe('GET refresh of a person in 1,000 groups', () => {
  const groups = Array.from(
    { length: 1_000 },
    (_, index) => `group:default/a-group-with-a-long-name-${index}`,
  );
  const ownershipEntityRefs = ['user:default/ada', ...groups];

  it('keeps all groups when tokens do not carry them', async () => {
    const backend = await startAuthBackend();
    try {
      const token = backend.sso.addSession({ ownershipEntityRefs });
      const response = await request(backend.server)
        .get('/api/auth/sso/refresh')
        .set({ ...byScript, Cookie: `latchkey-session=${token}` });
      expect(response.status).toBe(200);
      const { identity } = response.body.backstageIdentity;
      expect(identity.ownershipEntityRefs).toEqual(ownershipEntityRefs);
    } finally {
      await backend.stop();
    }
  });

  it('keeps those that fit a request header otherwise, and says so once', async () => {
    const backend = await startAuthBackend({
      auth: { omitIdentityTokenOwnershipClaim: false },
    });
    try {
      const session = backend.sso.addSession({ ownershipEntityRefs });
      const refresh = () =>
        request(backend.server)
          .get('/api/auth/sso/refresh')
          .set({ ...byScript, Cookie: `latchkey-session=${session}` });
      const response = await refresh();
      await refresh();

      expect(response.status).toBe(200);
      const { token, identity } = response.body.backstageIdentity;
      const kept: string[] = identity.ownershipEntityRefs;
      expect(kept[0]).toBe('user:default/ada');
      expect(kept).toEqual(ownershipEntityRefs.slice(0, kept.length));
      expect(kept.length).toBeGreaterThan(100);
      expect(backend.logger.warn.mock.calls).toEqual([
        [expect.stringContaining(`${1_001 - kept.length} were left out`)],
      ]);
      // Node.js answers 431 to headers of more than 16,384 bytes.
      const send = (bearer: string) =>
        request(backend.server)
          .get('/api/auth/sso/start?connection=okta')
          .set('Authorization', `Bearer ${bearer}`);
      expect((await send(token)).status).toBe(302);
      expect((await send('x'.repeat(16_384))).status).toBe(431);
    } finally {
      await backend.stop();
    }
  });
});
