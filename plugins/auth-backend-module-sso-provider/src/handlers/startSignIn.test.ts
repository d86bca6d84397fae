import { createHash } from 'node:crypto';
import request from 'supertest';
import {
  readCookies,
  startAuthBackend,
} from '../__testUtils__/startAuthBackend';

const START = '/api/auth/sso/start';
const sha256 = (value: string) =>
  createHash('sha256').update(value).digest('base64url');

describe('GET start', () => {
  let backend: Awaited<ReturnType<typeof startAuthBackend>>;
  beforeAll(async () => {
    backend = await startAuthBackend();
  });
  afterAll(() => backend.stop());

  it('sends the browser to the sso plugin with the hash of a new cookie', async () => {
    const response = await request(backend.server)
      .get(START)
      .query({ connection: 'okta', returnTo: '/catalog?x=1#y' });

    expect(response.status).toBe(302);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers['referrer-policy']).toBe('no-referrer');
    const [cookie, ...others] = readCookies(response);
    expect(others).toEqual([]);
    expect(cookie).toEqual({
      name: 'latchkey-binding',
      value: expect.stringMatching(/^[\w-]{43}$/),
      attributes: {
        httponly: true,
        samesite: 'Lax',
        path: '/api/auth/sso',
        'max-age': '3600',
        expires: expect.any(String),
      },
    });
    const location = new URL(response.headers.location);
    expect(location.origin + location.pathname).toBe(
      'http://localhost:7007/api/sso/sign-in/okta/start',
    );
    expect(Object.fromEntries(location.searchParams)).toEqual({
      binding: sha256(cookie.value),
      returnTo: '/catalog?x=1#y',
    });
    expect(response.headers.location).not.toContain(cookie.value);
  });

  it('keeps the cookie of the browser, so that two tabs can sign in', async () => {
    const first = await request(backend.server).get(`${START}?connection=okta`);
    const [{ value }] = readCookies(first);
    const second = await request(backend.server)
      .get(`${START}?connection=okta`)
      .set('Cookie', `latchkey-binding=${value}`);

    expect(readCookies(second)[0].value).toBe(value);
    expect(second.headers.location).toBe(first.headers.location);
  });

  it.each(['', 'short', `${'a'.repeat(43)}.`, 'j%3A%7B%7D'])(
    'replaces the malformed cookie "%s"',
    async value => {
      const response = await request(backend.server)
        .get(`${START}?connection=okta`)
        .set('Cookie', `latchkey-binding=${value}`);
      expect(readCookies(response)[0].value).toMatch(/^[\w-]{43}$/);
    },
  );

  it('asks for no page when none was asked for', async () => {
    const response = await request(backend.server).get(
      `${START}?connection=okta`,
    );
    expect(
      new URL(response.headers.location).searchParams.has('returnTo'),
    ).toBe(false);
  });

  it('hands the errand of a sign-in on', async () => {
    const errand = 'aZ09-_'.repeat(7).concat('x');
    const response = await request(backend.server)
      .get(START)
      .query({ connection: 'okta', returnTo: '/my-security', errand });
    const location = new URL(response.headers.location);
    expect(location.pathname).toBe('/api/sso/sign-in/okta/start');
    expect(Object.fromEntries(location.searchParams)).toEqual({
      binding: expect.stringMatching(/^[\w-]{43}$/),
      returnTo: '/my-security',
      errand,
    });
  });

  it.each([
    'errand=',
    'errand=short',
    `errand=${'a'.repeat(44)}`,
    `errand=${'a'.repeat(42)}%2B`,
    `errand=${'a'.repeat(43)}&errand=${'b'.repeat(43)}`,
    `errand[x]=${'a'.repeat(43)}`,
  ])('refuses "%s" and makes no sign-in of it', async query => {
    const response = await request(backend.server).get(
      `${START}?connection=okta&${query}`,
    );
    expect(response.status).toBe(302);
    expect(response.headers.location).toBe(
      'http://localhost:3000/?sso_error=proof-invalid',
    );
    expect(readCookies(response)).toEqual([]);
  });

  it.each([
    '',
    'connection=',
    'connection=../admin',
    'connection=Okta',
    'connection=okta&connection=okta',
    'connection[a]=okta',
  ])('answers the SSO connection in "%s" with a refusal', async query => {
    const response = await request(backend.server).get(`${START}?${query}`);
    expect(response.status).toBe(302);
    expect(response.headers.location).toBe(
      'http://localhost:3000/?sso_error=connection-not-found',
    );
    expect(readCookies(response)).toEqual([]);
  });
});
