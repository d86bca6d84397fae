import type { Request, Response } from 'express';
import { BrowserCookie } from './BrowserCookie';

/** A request with a Cookie header, and the answer that it gets. */
function exchange(header?: string) {
  const lines: string[] = [];
  return {
    req: { headers: { cookie: header } } as Request,
    res: {
      append: (_: string, line: string) => lines.push(line),
    } as unknown as Response,
    lines,
  };
}
const good = 'a'.repeat(43);

describe('the cookie of a sign-in', () => {
  it('G02 is HttpOnly, Lax, on all paths, and Secure by https', () => {
    const { req, res, lines } = exchange();
    BrowserCookie.create('https://portal.test/api/sso').readOrCreate(req, res);
    expect(lines).toEqual([
      expect.stringMatching(
        /^__Host-latchkey-sign-in=[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
  });

  it('G02 is not Secure by http, where browsers would drop it', () => {
    const { req, res, lines } = exchange();
    BrowserCookie.create('http://localhost:7007/api/sso/').readOrCreate(
      req,
      res,
    );
    expect(lines).toEqual([
      expect.stringMatching(
        /^latchkey-sign-in=[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ]);
  });

  it('G02 by https is not taken from a name that others could have set', () => {
    const cookie = BrowserCookie.create('https://portal.test/api/sso');
    expect(cookie.read(exchange(`latchkey-sign-in=${good}`).req)).toBe(
      undefined,
    );
    expect(cookie.read(exchange(`__Host-latchkey-sign-in=${good}`).req)).toBe(
      good,
    );
  });

  it('OPS-6 keeps a good value, so that two tabs can sign in', () => {
    const { req, res } = exchange(`x=y; latchkey-sign-in=${good}`);
    const cookie = BrowserCookie.create('http://localhost/api/sso');
    expect(cookie.readOrCreate(req, res)).toBe(good);
  });

  it.each(['', 'short', `${good}b`, `${good.slice(1)}!`, '%ff'])(
    'G01 replaces the value %j',
    value => {
      const { req, res } = exchange(`latchkey-sign-in=${value}`);
      const cookie = BrowserCookie.create('http://localhost/api/sso');
      expect(cookie.readOrCreate(req, res)).toMatch(/^[\w-]{43}$/);
      expect(cookie.readOrCreate(req, res)).not.toBe(value);
    },
  );
});
