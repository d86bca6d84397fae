import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import { gate } from '../provisioning/gate';
import type { SessionService } from '../sessions/SessionService';
import type { Account } from '../stores/AccountStore';
import type { SsoPersistence } from '../stores/SsoStores';
import type { PasswordHasher } from './PasswordHasher';

/** Signing in with a password (LOCAL-1). */
export class LocalSignInService {
  readonly #persistence: SsoPersistence;
  readonly #sessions: SessionService;
  readonly #hasher: PasswordHasher;
  readonly #settings: SsoSettings;

  static create(options: {
    persistence: SsoPersistence;
    sessions: SessionService;
    hasher: PasswordHasher;
    settings: SsoSettings;
  }): LocalSignInService {
    return new LocalSignInService(options);
  }

  private constructor(
    options: Parameters<typeof LocalSignInService.create>[0],
  ) {
    this.#persistence = options.persistence;
    this.#sessions = options.sessions;
    this.#hasher = options.hasher;
    this.#settings = options.settings;
  }

  /**
   * @returns a ticket that only the page itself can redeem
   * @throws SsoError `credentials-wrong`, with no difference between an
   *   unknown account, one without a password and a wrong password
   */
  async signIn(
    usernameOrEmail: string,
    password: string,
  ): Promise<{ ticket: string; account: Account }> {
    if (!this.#settings.localSignIn) {
      throw new SsoError('local-sign-in-off');
    }
    const found = await this.#persistence.accounts.findForPassword(
      usernameOrEmail,
    );
    // An account that a provider made signs in through it only (USER-8).
    const local = found?.account.source === 'local' ? found : undefined;
    const right = await this.#hasher.verify(password, local?.passwordHash);
    if (!local || !right) {
      throw new SsoError('credentials-wrong');
    }
    const { account } = local;
    const refusal = gate(account);
    if (refusal) {
      throw new SsoError(refusal.code);
    }
    const ticket = await this.#persistence.transaction(async stores => {
      await stores.history.insertEvent({
        at: new Date(),
        type: 'sign-in',
        accountId: account.id,
        actor: account.entityRef,
      });
      return this.#sessions.open(stores, { account, returnTo: '/' });
    });
    return { ticket, account };
  }
}
