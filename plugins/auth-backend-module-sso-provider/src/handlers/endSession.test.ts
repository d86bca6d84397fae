import request from 'supertest';
import {
  byScript,
  readCookies,
  startAuthBackend,
} from '../__testUtils__/startAuthBackend';

const LOGOUT = '/api/auth/sso/logout';
const cleared = expect.objectContaining({
  name: 'latchkey-session',
  value: '',
});

describe('POST logout', () => {
  let backend: Awaited<ReturnType<typeof startAuthBackend>>;
  beforeAll(async () => {
    backend = await startAuthBackend();
  });
  afterEach(() => {
    backend.sso.failure = undefined;
    backend.sso.providerLogoutUrl = undefined;
    backend.sso.sessions.clear();
  });
  afterAll(() => backend.stop());

  const logout = (token: string) =>
    request(backend.server)
      .post(LOGOUT)
      .set({ ...byScript, Cookie: `latchkey-session=${token}` });

  it('LOCAL-6 ends the session on the server and forgets the cookie', async () => {
    const token = backend.sso.addSession();
    const response = await logout(token);
    expect(response.status).toBe(204);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(readCookies(response)).toEqual([cleared]);
    expect(backend.sso.sessions.size).toBe(0);
    await request(backend.server)
      .get('/api/auth/sso/refresh')
      .set({ ...byScript, Cookie: `latchkey-session=${token}` })
      .expect(401);
  });

  it('SAML-9 answers where signing out goes on at the provider', async () => {
    const token = backend.sso.addSession();
    const providerLogoutUrl = 'https://idp.test/logout?SAMLRequest=x';
    backend.sso.providerLogoutUrl = providerLogoutUrl;
    const response = await logout(token);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ providerLogoutUrl });
    expect(response.headers['cache-control']).toBe('no-store');
    expect(readCookies(response)).toEqual([cleared]);
    expect(backend.sso.sessions.size).toBe(0);
    // Once: there is no session of which the provider should hear again.
    expect((await logout(token)).status).toBe(204);
  });

  it('answers the same a second time, and without a session', async () => {
    const token = backend.sso.addSession();
    const withoutCookie = request(backend.server).post(LOGOUT).set(byScript);
    expect((await logout(token)).status).toBe(204);
    expect((await logout(token)).status).toBe(204);
    expect((await withoutCookie).status).toBe(204);
  });

  it('signs this browser out also when the server cannot end the session', async () => {
    const token = backend.sso.addSession();
    backend.sso.failure = new Error('socket hang up');
    const response = await logout(token);
    expect(response.status).toBe(500);
    expect(response.body.refusal.code).toBe('internal');
    expect(readCookies(response)).toEqual([cleared]);
  });

  it('G18 refuses forms and other origins', async () => {
    const token = backend.sso.addSession();
    const Cookie = `latchkey-session=${token}`;
    const attacks: Array<Record<string, string>> = [
      { Cookie },
      { Cookie, ...byScript, Origin: 'https://evil.example' },
    ];
    for (const headers of attacks) {
      const response = await request(backend.server).post(LOGOUT).set(headers);
      expect(response.status).toBe(403);
      expect(readCookies(response)).toEqual([]);
    }
    expect(backend.sso.sessions.has(token)).toBe(true);
    await logout(token).set('Origin', 'http://localhost:3000').expect(204);
    expect(backend.sso.sessions.has(token)).toBe(false);
  });

  it('G18 does nothing when it is opened as a link', async () => {
    const token = backend.sso.addSession();
    const response = await request(backend.server)
      .get(LOGOUT)
      .set({ ...byScript, Cookie: `latchkey-session=${token}` });
    expect(response.status).toBe(404);
    expect(readCookies(response)).toEqual([]);
    expect(backend.sso.sessions.has(token)).toBe(true);
  });
});
