import { parse, serialize } from 'cookie';
import type { Request, Response } from 'express';
import { newBearer } from '../secrets/bearer';

const NAME = 'latchkey-sign-in';
const LIFETIME = 60 * 60;
const VALUE = /^[A-Za-z0-9_-]{43}$/;

/**
 * The cookie by which a callback knows that it comes to the browser that
 * started the sign-in. Worth nothing by itself. `SameSite=Lax`: a redirect by
 * the provider carries it, a form post from there does not. On all paths, as
 * a proxy may give the callback another one (OIDC-3). By https its name begins
 * with `__Host-`, so that no other host of the domain can set it (RFC 6265bis).
 */
export class BrowserCookie {
  readonly #name: string;
  readonly #secure: boolean;

  static create(ssoUrl: string): BrowserCookie {
    return new BrowserCookie(new URL(ssoUrl).protocol === 'https:');
  }

  private constructor(secure: boolean) {
    this.#name = secure ? `__Host-${NAME}` : NAME;
    this.#secure = secure;
  }

  read(req: Request): string | undefined {
    const value = parse(req.headers.cookie ?? '')[this.#name];
    return value && VALUE.test(value) ? value : undefined;
  }

  /** Keeps a value that is there, so that two tabs can sign in at once. */
  readOrCreate(req: Request, res: Response): string {
    const value = this.read(req) ?? newBearer();
    res.append(
      'Set-Cookie',
      serialize(this.#name, value, {
        httpOnly: true,
        maxAge: LIFETIME,
        path: '/',
        sameSite: 'lax',
        secure: this.#secure,
      }),
    );
    return value;
  }
}
