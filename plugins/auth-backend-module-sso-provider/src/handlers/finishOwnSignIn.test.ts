import { SsoError } from '@latchkey/plugin-sso-common';
import request from 'supertest';
import {
  byScript,
  readCookies,
  startAuthBackend,
} from '../__testUtils__/startAuthBackend';

const FRAME = '/api/auth/sso/handler/frame';

describe('POST handler/frame', () => {
  let backend: Awaited<ReturnType<typeof startAuthBackend>>;
  beforeAll(async () => {
    backend = await startAuthBackend();
  });
  afterEach(() => {
    backend.sso.failure = undefined;
    backend.sso.sessions.clear();
  });
  afterAll(() => backend.stop());

  it.each(['form', 'json'])('redeems the ticket of a %s body', async type => {
    const ticket = backend.sso.addTicket();
    const response = await request(backend.server)
      .post(FRAME)
      .set(byScript)
      .type(type)
      .send({ ticket });

    expect(response.status).toBe(204);
    expect(response.headers['cache-control']).toBe('no-store');
    const [token] = backend.sso.sessions.keys();
    expect(readCookies(response)).toEqual([
      expect.objectContaining({ name: 'latchkey-session', value: token }),
    ]);
  });

  it('takes the origin of the app', async () => {
    const response = await request(backend.server)
      .post(FRAME)
      .set({ ...byScript, Origin: 'http://localhost:3000' })
      .send({ ticket: backend.sso.addTicket() });
    expect(response.status).toBe(204);
  });

  it('ends the session that the browser had before', async () => {
    const before = backend.sso.addSession();
    await request(backend.server)
      .post(FRAME)
      .set({ ...byScript, Cookie: `latchkey-session=${before}` })
      .send({ ticket: backend.sso.addTicket() })
      .expect(204);
    expect(backend.sso.sessions.has(before)).toBe(false);
    expect(backend.sso.sessions.size).toBe(1);
  });

  it('answers a refusal with its code, words, status and short code', async () => {
    backend.sso.failure = new SsoError('account-disabled', {
      detail: 'not for the browser',
      reference: 'K7Q2',
    });
    const response = await request(backend.server)
      .post(FRAME)
      .set(byScript)
      .send({ ticket: 'any' });
    expect(response.status).toBe(403);
    expect(readCookies(response)).toEqual([]);
    expect(response.body).toEqual({
      error: { name: 'NotAllowedError', message: 'Your account is disabled.' },
      refusal: {
        code: 'account-disabled',
        reason: 'Your account is disabled.',
        reference: 'K7Q2',
      },
      response: { statusCode: 403 },
    });
  });

  it.each([{}, { ticket: 7 }, { ticket: ['a'] }, { ticket: '' }, []])(
    'refuses the body %j',
    async body => {
      const response = await request(backend.server)
        .post(FRAME)
        .set(byScript)
        .send(body);
      expect(response.status).toBe(400);
      expect(response.body.refusal.code).toBe('ticket-invalid');
    },
  );
});
