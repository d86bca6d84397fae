import type { CookieOptions, Request, Response } from 'express';

/** When a cookie ends: at a moment, or after milliseconds. */
export type CookieLifetime = { expires: Date } | { maxAge: number };

/**
 * A cookie of the provider: `HttpOnly`, `SameSite=Lax`, without a domain, on
 * the path of the provider unless it is for the whole host. Where the backend
 * is reached by https it is `Secure`, and its name says so: browsers take a
 * name with `__Secure-` from https only, and one with `__Host-` only for all
 * paths of the very host that sets it (RFC 6265bis, 4.1.3).
 */
export class ProviderCookie {
  readonly #name: string;
  readonly #options: CookieOptions;

  /**
   * @param options - `providerUrl` is the external URL of the provider's
   * routes, such as `https://portal.example.com/api/auth/sso`. With
   * `wholeHost`, no other host of the domain can set the cookie, and by https
   * every path of the host gets to see it.
   */
  static create(options: {
    name: string;
    providerUrl: string;
    wholeHost?: boolean;
  }): ProviderCookie {
    const { name, wholeHost = false } = options;
    const { protocol, pathname } = new URL(options.providerUrl);
    const secure = protocol === 'https:';
    const prefix = wholeHost ? '__Host-' : '__Secure-';
    return new ProviderCookie(secure ? `${prefix}${name}` : name, {
      httpOnly: true,
      sameSite: 'lax',
      path: secure && wholeHost ? '/' : pathname,
      secure,
    });
  }

  private constructor(name: string, options: CookieOptions) {
    this.#name = name;
    this.#options = options;
  }

  /** The value, when it looks like one that {@link write} was given. */
  read(req: Request, wellFormed: RegExp): string | undefined {
    const value: unknown = req.cookies?.[this.#name];
    return typeof value === 'string' && wellFormed.test(value)
      ? value
      : undefined;
  }

  write(res: Response, value: string, lifetime: CookieLifetime): void {
    res.cookie(this.#name, value, { ...this.#options, ...lifetime });
  }

  clear(res: Response): void {
    res.clearCookie(this.#name, this.#options);
  }
}
