import type { Request, Response } from 'express';
import { ProviderCookie } from './ProviderCookie';

// Visible ASCII without what cookies reserve; the length is the service's.
const SESSION_TOKEN = /^[\w.~+/=-]{1,200}$/;

/** Holds the bearer value of the session. */
export class SsoSessionCookie {
  readonly #cookie: ProviderCookie;

  static create(options: { providerUrl: string }): SsoSessionCookie {
    return new SsoSessionCookie(
      ProviderCookie.create({ name: 'latchkey-session', ...options }),
    );
  }

  private constructor(cookie: ProviderCookie) {
    this.#cookie = cookie;
  }

  read(req: Request): string | undefined {
    return this.#cookie.read(req, SESSION_TOKEN);
  }

  /** @param session - `expiresAt` as an ISO 8601 moment. */
  write(
    res: Response,
    session: { sessionToken: string; expiresAt: string },
  ): void {
    this.#cookie.write(res, session.sessionToken, {
      expires: new Date(session.expiresAt),
    });
  }

  clear(res: Response): void {
    this.#cookie.clear(res);
  }
}
