import { SsoError } from '@latchkey/plugin-sso-common';
import type { Request } from 'express';
import { entityRefForm } from '../directory/entityRefForm';
import type { CallerSession } from '../sessions/CallerSession';
import type { Account } from '../stores/AccountStore';
import type { Session } from '../stores/SessionStore';
import type { SsoPersistence } from '../stores/SsoStores';

/** Somebody signed in, as far as this portal knows them. */
export interface Person {
  readonly account: Account;
  /** The session of the request; sign-ins of other providers have none. */
  readonly session?: Session;
}

/** Somebody with a session of this portal. */
export type PersonInSession = Required<Person>;

/** Finds the account and the session that a request is made from. */
export class OwnAccounts {
  readonly #persistence: SsoPersistence;
  readonly #callers: CallerSession;

  static create(options: {
    persistence: SsoPersistence;
    callers: CallerSession;
  }): OwnAccounts {
    return new OwnAccounts(options.persistence, options.callers);
  }

  private constructor(persistence: SsoPersistence, callers: CallerSession) {
    this.#persistence = persistence;
    this.#callers = callers;
  }

  /**
   * @param userEntityRef - the principal of the request
   * @throws SsoError `account-not-found` for guests and people of other
   *   providers; `account-disabled` while their token has not expired yet
   */
  async find(http: Request, userEntityRef: string): Promise<Person> {
    const found = await this.#callers.find(http, userEntityRef);
    const account =
      found?.account ??
      (
        await this.#persistence.accounts.findByEntityRefs([
          entityRefForm(userEntityRef),
        ])
      ).at(0);
    if (!account) {
      throw new SsoError('account-not-found');
    }
    if (account.state === 'disabled') {
      throw new SsoError('account-disabled');
    }
    return { account, session: found?.session };
  }

  /**
   * For changes: not with the token of a session that has ended.
   *
   * @throws SsoError `session-unknown`, and what {@link find} throws
   */
  async inSession(
    http: Request,
    userEntityRef: string,
  ): Promise<PersonInSession> {
    const { account, session } = await this.find(http, userEntityRef);
    if (!session) {
      throw new SsoError('session-unknown');
    }
    return { account, session };
  }
}
