import { parse, serialize } from 'cookie';
import type { Request, Response } from 'express';
import { newBearer } from '../secrets/bearer';

const NAME = 'latchkey-sign-in';
const LIFETIME = 60 * 60;
const VALUE = /^[A-Za-z0-9_-]{43}$/;

/**
 * The cookie by which a callback knows that it comes to the browser that
 * started the sign-in. Worth nothing by itself. `SameSite=Lax`: a redirect by
 * the provider carries it, a form post from there does not.
 */
export class BrowserCookie {
  readonly #path: string;
  readonly #secure: boolean;

  static create(ssoUrl: string): BrowserCookie {
    const url = new URL(ssoUrl);
    return new BrowserCookie(
      `${url.pathname.replace(/\/$/, '')}/sign-in`,
      url.protocol === 'https:',
    );
  }

  private constructor(path: string, secure: boolean) {
    this.#path = path;
    this.#secure = secure;
  }

  read(req: Request): string | undefined {
    const value = parse(req.headers.cookie ?? '')[NAME];
    return value && VALUE.test(value) ? value : undefined;
  }

  /** Keeps a value that is there, so that two tabs can sign in at once. */
  readOrCreate(req: Request, res: Response): string {
    const value = this.read(req) ?? newBearer();
    res.append(
      'Set-Cookie',
      serialize(NAME, value, {
        httpOnly: true,
        maxAge: LIFETIME,
        path: this.#path,
        sameSite: 'lax',
        secure: this.#secure,
      }),
    );
    return value;
  }
}
