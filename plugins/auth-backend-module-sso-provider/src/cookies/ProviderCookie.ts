import type { CookieOptions, Request, Response } from 'express';

/** When a cookie ends: at a moment, or after milliseconds. */
export type CookieLifetime = { expires: Date } | { maxAge: number };

/**
 * A cookie that only the routes of the provider get to see: `HttpOnly`,
 * `SameSite=Lax`, on the path of the provider, without a domain. Where the
 * backend is reached by https it is `Secure`, and its name says so: browsers
 * take a name with `__Secure-` from https only (RFC 6265bis, 4.1.3.1).
 */
export class ProviderCookie {
  readonly #name: string;
  readonly #options: CookieOptions;

  /**
   * @param options - `providerUrl` is the external URL of the provider's
   * routes, such as `https://portal.example.com/api/auth/sso`.
   */
  static create(options: {
    name: string;
    providerUrl: string;
  }): ProviderCookie {
    const { protocol, pathname } = new URL(options.providerUrl);
    const secure = protocol === 'https:';
    return new ProviderCookie(
      secure ? `__Secure-${options.name}` : options.name,
      { httpOnly: true, sameSite: 'lax', path: pathname, secure },
    );
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
