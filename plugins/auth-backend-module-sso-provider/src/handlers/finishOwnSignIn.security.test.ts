import request from 'supertest';
import {
  byScript,
  readCookies,
  startAuthBackend,
} from '../__testUtils__/startAuthBackend';

const FRAME = '/api/auth/sso/handler/frame';

describe('POST handler/frame under attack', () => {
  let backend: Awaited<ReturnType<typeof startAuthBackend>>;
  beforeAll(async () => {
    backend = await startAuthBackend({
      auth: { experimentalExtraAllowedOrigins: ['https://*.example.com'] },
    });
  });
  afterAll(() => backend.stop());

  const attacks: Array<[string, Record<string, string>]> = [
    ['a form of another site', {}],
    ['a form of our own origin', { Origin: 'http://localhost:3000' }],
    ['another value of the header', { 'X-Requested-With': 'fetch' }],
    ['another origin', { ...byScript, Origin: 'https://evil.example' }],
    ['an opaque origin', { ...byScript, Origin: 'null' }],
    [
      'an origin that only begins like ours',
      { ...byScript, Origin: 'http://localhost:3000.evil.example' },
    ],
  ];

  it.each(attacks)('G18 refuses %s', async (_, headers) => {
    const redeem = jest.spyOn(backend.sso, 'redeemTicket');
    const response = await request(backend.server)
      .post(FRAME)
      .type('form')
      .set(headers)
      .send({ ticket: backend.sso.addTicket() });

    expect(response.status).toBe(403);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(readCookies(response)).toEqual([]);
    expect(redeem).not.toHaveBeenCalled();
    redeem.mockRestore();
  });

  it.each([
    ['without an origin', {}],
    ['of the app', { Origin: 'http://localhost:3000' }],
    ['of an allowed origin', { Origin: 'https://preview.example.com' }],
  ])('G18 honest twin: takes a request %s', async (_, headers) => {
    const response = await request(backend.server)
      .post(FRAME)
      .set({ ...byScript, ...headers })
      .send({ ticket: backend.sso.addTicket() });
    expect(response.status).toBe(204);
  });

  it('M27 does not redeem a ticket that belongs to a browser', async () => {
    const ticket = backend.sso.addTicket({ browserBinding: 'of-a-browser' });
    const response = await request(backend.server)
      .post(FRAME)
      .set(byScript)
      .send({ ticket });
    expect(response.status).toBe(400);
    expect(response.body.refusal.code).toBe('browser-mismatch');
    expect(readCookies(response)).toEqual([]);
  });
});
