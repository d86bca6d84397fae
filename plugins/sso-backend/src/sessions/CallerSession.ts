import {
  ssoAccountIdSchema,
  ssoSessionClaim,
} from '@latchkey/plugin-sso-common';
import type { Request } from 'express';
import { decodeJwt } from 'jose';
import type { Account } from '../stores/AccountStore';
import type { Session } from '../stores/SessionStore';
import type { SsoPersistence } from '../stores/SsoStores';

/**
 * Finds the session from which somebody makes a request, by the claim that
 * the provider `sso` of the `auth` plugin writes into Backstage tokens.
 */
export class CallerSession {
  readonly #persistence: SsoPersistence;
  readonly #now: () => Date;

  static create(options: {
    persistence: SsoPersistence;
    now?: () => Date;
  }): CallerSession {
    return new CallerSession(options);
  }

  private constructor(options: Parameters<typeof CallerSession.create>[0]) {
    this.#persistence = options.persistence;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @param http - a request that `HttpAuthService` has accepted: the signature
   *   of its token is not looked at again here
   * @param userEntityRef - the principal that it found
   * @returns undefined for tokens of other providers, of services on behalf of
   *   a user, and of sessions that have ended
   */
  async find(
    http: Request,
    userEntityRef: string,
  ): Promise<{ session: Session; account: Account } | undefined> {
    const sessionId = readSessionId(http, userEntityRef);
    if (sessionId === undefined) {
      return undefined;
    }
    const { accounts, sessions } = this.#persistence;
    const [account] = await accounts.findByEntityRefs([userEntityRef]);
    if (!account) {
      return undefined;
    }
    const session = await sessions.findOfAccount(
      account.id,
      sessionId,
      this.#now(),
    );
    return session && { session, account };
  }
}

function readSessionId(
  http: Request,
  userEntityRef: string,
): string | undefined {
  const token = /^Bearer +(\S+)$/i.exec(http.get('authorization') ?? '')?.[1];
  if (!token) {
    return undefined;
  }
  try {
    const payload = decodeJwt(token);
    // A token of a service that acts for the user names the service.
    return payload.sub === userEntityRef
      ? ssoAccountIdSchema.safeParse(payload[ssoSessionClaim]).data
      : undefined;
  } catch {
    // Not a JWT: a token of another kind, which belongs to no session.
    return undefined;
  }
}
