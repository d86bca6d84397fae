import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { ProviderCookie } from './ProviderCookie';

const BYTES = 32;
const VALUE = /^[A-Za-z0-9_-]{43}$/;
const ONE_HOUR_IN_MILLISECONDS = 3_600_000;

/**
 * Marks the browser in which a sign-in started. Only the SHA-256 of its value
 * leaves this plugin, so an address with the binding in it does not help to
 * make the cookie. Worth nothing by itself, it is for the whole host, so that
 * no other host of the domain can plant the one of an attacker.
 */
export class BrowserBindingCookie {
  readonly #cookie: ProviderCookie;

  static create(options: { providerUrl: string }): BrowserBindingCookie {
    return new BrowserBindingCookie(
      ProviderCookie.create({
        ...options,
        name: 'latchkey-binding',
        wholeHost: true,
      }),
    );
  }

  private constructor(cookie: ProviderCookie) {
    this.#cookie = cookie;
  }

  /** The binding of this browser: SHA-256 as base64url, or `undefined`. */
  read(req: Request): string | undefined {
    const value = this.#cookie.read(req, VALUE);
    return value && this.#hash(value);
  }

  /** A binding that no browser has, and so no ticket. */
  ofNobody(): string {
    return this.#hash(randomBytes(BYTES).toString('base64url'));
  }

  /**
   * The binding of this browser, which lasts one hour from now. A browser
   * keeps its binding, so that sign-ins in two of its tabs both finish.
   */
  ensure(req: Request, res: Response): string {
    const value =
      this.#cookie.read(req, VALUE) ?? randomBytes(BYTES).toString('base64url');
    this.#cookie.write(res, value, { maxAge: ONE_HOUR_IN_MILLISECONDS });
    return this.#hash(value);
  }

  #hash(value: string): string {
    return createHash('sha256').update(value).digest('base64url');
  }
}
