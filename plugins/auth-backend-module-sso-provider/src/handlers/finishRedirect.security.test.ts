import { createHash } from 'node:crypto';
import request from 'supertest';
import {
  readCookies,
  startAuthBackend,
} from '../__testUtils__/startAuthBackend';

const FRAME = '/api/auth/sso/handler/frame';
const VICTIM = 'v'.repeat(43);
const ATTACKER = 'a'.repeat(43);
const bindingOf = (cookie: string) =>
  createHash('sha256').update(cookie).digest('base64url');

describe('GET handler/frame under attack', () => {
  let backend: Awaited<ReturnType<typeof startAuthBackend>>;
  beforeAll(async () => {
    backend = await startAuthBackend();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    backend.sso.sessions.clear();
  });
  afterAll(() => backend.stop());

  const land = (ticket: unknown, cookies?: string) => {
    const get = request(backend.server).get(FRAME).query({ ticket });
    return cookies ? get.set('Cookie', cookies) : get;
  };
  const refusal = (code: string) => `http://localhost:3000/?sso_error=${code}`;
  const traced = (code: string) =>
    `${refusal(code)}&sso_reference=${backend.sso.reference}`;

  it('M27 refuses the ticket of an attacker in the browser of a victim', async () => {
    const session = backend.sso.addSession();
    const ticket = backend.sso.addTicket({
      browserBinding: bindingOf(ATTACKER),
    });

    const response = await land(
      ticket,
      `latchkey-binding=${VICTIM}; latchkey-session=${session}`,
    );

    expect(response.headers.location).toBe(traced('browser-mismatch'));
    expect(readCookies(response)).toEqual([]);
    expect(backend.sso.sessions.has(session)).toBe(true);
    expect(backend.sso.tickets.has(ticket)).toBe(false);
  });

  it('M27 honest twin: the same ticket is good where it was started', async () => {
    const ticket = backend.sso.addTicket({
      browserBinding: bindingOf(ATTACKER),
    });
    const response = await land(ticket, `latchkey-binding=${ATTACKER}`);
    expect(response.headers.location).toBe('http://localhost:3000/');
    expect(readCookies(response)[0].name).toBe('latchkey-session');
  });

  it.each([
    ['bound', bindingOf(VICTIM)],
    ['of a password sign-in', undefined],
  ])(
    'M27 without the cookie, a ticket %s is spent for nothing, with a trace',
    async (_, binding) => {
      const redeem = jest.spyOn(backend.sso, 'redeemTicket');
      for (const cookies of [
        undefined,
        'latchkey-binding=',
        'latchkey-binding=short',
      ]) {
        const ticket = backend.sso.addTicket({ browserBinding: binding });
        const response = await land(ticket, cookies);
        expect(response.headers.location).toBe(traced('browser-mismatch'));
        expect(readCookies(response)).toEqual([]);
        expect(backend.sso.tickets.has(ticket)).toBe(false);
      }
      const asked = redeem.mock.calls.map(([given]) => given.browserBinding);
      // A new one each time, so that nobody can make a ticket for it.
      expect(new Set(asked).size).toBe(3);
      expect(asked).toEqual(
        asked.map(() => expect.stringMatching(/^[\w-]{43}$/)),
      );
      expect(backend.sso.sessions.size).toBe(0);
    },
  );

  it('M27 redeems no ticket of a password sign-in by a link', async () => {
    const ticket = backend.sso.addTicket();
    const response = await land(ticket, `latchkey-binding=${VICTIM}`);
    expect(response.headers.location).toBe(traced('browser-mismatch'));
    expect(readCookies(response)).toEqual([]);
  });

  it.each([[undefined], [''], [['a', 'b']], [{ a: 'b' }], ['x'.repeat(201)]])(
    'M27 refuses the malformed ticket %j without asking',
    async ticket => {
      const redeem = jest.spyOn(backend.sso, 'redeemTicket');
      const response = await land(ticket, `latchkey-binding=${VICTIM}`);
      expect(response.headers.location).toBe(refusal('ticket-invalid'));
      expect(redeem).not.toHaveBeenCalled();
    },
  );

  it('G20 redeems a ticket once', async () => {
    const ticket = backend.sso.addTicket({ browserBinding: bindingOf(VICTIM) });
    await land(ticket, `latchkey-binding=${VICTIM}`);
    const again = await land(ticket, `latchkey-binding=${VICTIM}`);
    expect(again.headers.location).toBe(traced('ticket-invalid'));
  });

  it('G01 gives a session planted by an attacker no identity', async () => {
    const planted = 'planted-by-an-attacker';
    const ticket = backend.sso.addTicket({ browserBinding: bindingOf(VICTIM) });

    const response = await land(
      ticket,
      `latchkey-binding=${VICTIM}; latchkey-session=${planted}`,
    );

    const [{ value }] = readCookies(response);
    expect(value).not.toBe(planted);
    expect(backend.sso.sessions.has(value)).toBe(true);
    expect(backend.sso.sessions.has(planted)).toBe(false);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/a\r\nSet-Cookie: x=y',
    '@evil.example',
    '.evil.example',
  ])('G03 lands on the first page instead of %j', async returnTo => {
    const ticket = backend.sso.addTicket({
      browserBinding: bindingOf(VICTIM),
      returnTo,
    });
    const response = await land(ticket, `latchkey-binding=${VICTIM}`);
    expect(response.headers.location).toBe('http://localhost:3000/');
    expect(readCookies(response).map(({ name }) => name)).toEqual([
      'latchkey-session',
    ]);
  });
});

describe('cookies over https', () => {
  it('G02 are Secure, HttpOnly, Lax and named so', async () => {
    const backend = await startAuthBackend({
      appUrl: 'https://portal.example.com/backstage/',
      backendUrl: 'https://portal.example.com/backstage',
    });
    try {
      const start = await request(backend.server).get(
        '/api/auth/sso/start?connection=okta',
      );
      const [binding] = readCookies(start);
      const ticket = backend.sso.addTicket({
        browserBinding: bindingOf(binding.value),
      });
      const landed = await request(backend.server)
        .get(FRAME)
        .query({ ticket })
        .set('Cookie', `${binding.name}=${binding.value}`);
      const [session] = readCookies(landed);
      expect(landed.headers.location).toBe(
        'https://portal.example.com/backstage/',
      );

      expect(binding.name).toBe('__Host-latchkey-binding');
      expect(session.name).toBe('__Secure-latchkey-session');
      const paths = ['/', '/backstage/api/auth/sso'];
      for (const [index, { attributes }] of [binding, session].entries()) {
        expect(attributes).toMatchObject({
          secure: true,
          httponly: true,
          samesite: 'Lax',
          path: paths[index],
        });
        expect(attributes).not.toHaveProperty('domain');
      }
    } finally {
      await backend.stop();
    }
  });

  it('M27 G02 takes no binding from a cookie that another host could have planted', async () => {
    const backend = await startAuthBackend({
      backendUrl: 'https://portal.example.com',
    });
    try {
      const landWith = async (cookie: string) => {
        const ticket = backend.sso.addTicket({
          browserBinding: bindingOf(ATTACKER),
        });
        const { headers } = await request(backend.server)
          .get(FRAME)
          .query({ ticket })
          .set('Cookie', cookie);
        return headers.location;
      };
      for (const name of ['latchkey-binding', '__Secure-latchkey-binding']) {
        expect(await landWith(`${name}=${ATTACKER}`)).toContain(
          'sso_error=browser-mismatch',
        );
      }
      expect(await landWith(`__Host-latchkey-binding=${ATTACKER}`)).toBe(
        'http://localhost:3000/',
      );
    } finally {
      await backend.stop();
    }
  });

  it('G02 takes no session from a cookie that http could have set', async () => {
    const backend = await startAuthBackend({
      backendUrl: 'https://portal.example.com',
    });
    try {
      const token = backend.sso.addSession();
      const refresh = (name: string) =>
        request(backend.server)
          .get('/api/auth/sso/refresh')
          .set('X-Requested-With', 'XMLHttpRequest')
          .set('Cookie', `${name}=${token}`);
      expect((await refresh('latchkey-session')).status).toBe(401);
      expect((await refresh('__Secure-latchkey-session')).status).toBe(200);
    } finally {
      await backend.stop();
    }
  });
});
