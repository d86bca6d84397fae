import { createHash } from 'node:crypto';
import { SsoError } from '@latchkey/plugin-sso-common';
import request from 'supertest';
import {
  readCookies,
  startAuthBackend,
} from '../__testUtils__/startAuthBackend';

const FRAME = '/api/auth/sso/handler/frame';
const COOKIE = 'b'.repeat(43);
const browserBinding = createHash('sha256').update(COOKIE).digest('base64url');
const bound = `latchkey-binding=${COOKIE}`;

describe('GET handler/frame', () => {
  let backend: Awaited<ReturnType<typeof startAuthBackend>>;
  beforeAll(async () => {
    backend = await startAuthBackend();
  });
  afterEach(() => {
    backend.sso.failure = undefined;
    backend.sso.sessions.clear();
  });
  afterAll(() => backend.stop());

  const land = (ticket: string, cookies: string = bound) =>
    request(backend.server).get(FRAME).query({ ticket }).set('Cookie', cookies);

  it('sets the session cookie and goes to the page first asked for', async () => {
    backend.sso.expiresAt = '2031-02-03T04:05:06.000Z';
    const ticket = backend.sso.addTicket({
      browserBinding,
      returnTo: '/catalog?x=1#y',
    });

    const response = await land(ticket);

    expect(response.status).toBe(302);
    expect(response.headers.location).toBe(
      'http://localhost:3000/catalog?x=1#y',
    );
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers['referrer-policy']).toBe('no-referrer');
    const [token] = backend.sso.sessions.keys();
    expect(readCookies(response)).toEqual([
      {
        name: 'latchkey-session',
        value: token,
        attributes: {
          httponly: true,
          samesite: 'Lax',
          path: '/api/auth/sso',
          expires: 'Mon, 03 Feb 2031 04:05:06 GMT',
        },
      },
    ]);
  });

  it('ends the session that the browser had before', async () => {
    const before = backend.sso.addSession();
    const ticket = backend.sso.addTicket({ browserBinding });

    const response = await land(ticket, `${bound}; latchkey-session=${before}`);

    expect(backend.sso.sessions.has(before)).toBe(false);
    const [{ value }] = readCookies(response);
    expect(backend.sso.sessions.has(value)).toBe(true);
  });

  it('says why a ticket was refused, with the short code', async () => {
    backend.sso.failure = new SsoError('account-disabled', {
      reference: 'K7Q2',
    });
    const response = await land('any');
    expect(response.headers.location).toBe(
      'http://localhost:3000/?sso_error=account-disabled&sso_reference=K7Q2',
    );
    expect(readCookies(response)).toEqual([]);
  });

  it('hides what went wrong inside, and logs it without the ticket', async () => {
    backend.sso.failure = new Error('socket hang up');
    const response = await land('very-secret-ticket');
    expect(response.headers.location).toBe(
      'http://localhost:3000/?sso_error=internal',
    );
    expect(backend.logger.error).toHaveBeenCalledWith(
      'A sign-in request failed',
      backend.sso.failure,
    );
    expect(JSON.stringify(backend.logger.error.mock.calls)).not.toContain(
      'very-secret-ticket',
    );
  });
});
