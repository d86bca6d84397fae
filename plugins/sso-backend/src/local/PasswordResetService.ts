import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { SsoError, type SsoPasswordLink } from '@latchkey/plugin-sso-common';
import type { AttemptLimiter } from '../attempts/AttemptLimiter';
import type { SsoSettings } from '../config/SsoSettings';
import { emailForm } from '../directory/normalForm';
import type { PendingSteps } from '../pending/PendingSteps';
import type { SsoClientInfo } from '../sessions/SsoClientInfo';
import type { Account } from '../stores/AccountStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import { addressOf } from './addressOf';
import type { PasswordMessenger } from './PasswordMessenger';
import type { PasswordService } from './PasswordService';

interface Options {
  readonly persistence: SsoPersistence;
  readonly pending: PendingSteps;
  readonly passwords: PasswordService;
  readonly attempts: AttemptLimiter;
  readonly messenger: PasswordMessenger;
  readonly settings: SsoSettings;
  readonly logger: LoggerService;
  readonly now?: () => Date;
}

/** New passwords by keys that work once (LOCAL-5). */
export class PasswordResetService {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): PasswordResetService {
    return new PasswordResetService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Has a link sent to whoever the account belongs to. Everything that
   * depends on the account happens after the answer, which so is the same for
   * accounts that there are and that there are not.
   *
   * @throws SsoError `local-sign-in-off`, `too-many-attempts`;
   *   NotAllowedError where administrators hand out links
   */
  async request(usernameOrEmail: string, client: SsoClientInfo): Promise<void> {
    this.#assertOn();
    if (this.#options.settings.resetDelivery !== 'notifications') {
      throw new NotAllowedError(
        'Administrators hand out password links in this portal.',
      );
    }
    if (!(await this.#options.attempts.reserve(addressOf(client)))) {
      throw new SsoError('too-many-attempts');
    }
    setImmediate(() => this.#deliver(usernameOrEmail));
  }

  /**
   * Makes a link for an administrator to hand out, in the caller's
   * transaction; the caller withdraws the password.
   *
   * @param issuedBy - entity reference of the administrator
   */
  async issue(
    stores: SsoStores,
    account: Account,
    issuedBy: string,
  ): Promise<SsoPasswordLink> {
    const { link } = await this.#makeLink(
      stores,
      account,
      this.#options.settings.issuedResetLifetime,
    );
    await stores.history.insertEvent({
      at: this.#now(),
      type: 'password-reset-issued',
      accountId: account.id,
      actor: issuedBy,
    });
    return link;
  }

  /** @throws SsoError `reset-key-invalid`, `local-sign-in-off` */
  async read(key: string): Promise<{ username: string }> {
    this.#assertOn();
    const { persistence, pending } = this.#options;
    const step = await pending.peek(key, 'passwordReset');
    const { username } = await this.#accountOf(persistence, step);
    return { username };
  }

  /**
   * Sets the password, ends all sessions and signs nobody in. A password that
   * the policy refuses leaves the key as it is.
   *
   * @throws FieldErrors; SsoError `reset-key-invalid`, `local-sign-in-off`,
   *   `too-many-attempts`
   */
  async complete(key: string, password: string): Promise<Account> {
    this.#assertOn();
    const { persistence, pending, passwords, attempts } = this.#options;
    const seen = await this.#accountOf(
      persistence,
      await pending.peek(key, 'passwordReset'),
    );
    const passwordHash = await passwords.hash(seen, password);
    return persistence.transaction(async stores => {
      await stores.accounts.lock(seen.id);
      const step = await pending.take(stores, key, 'passwordReset');
      const account = await this.#accountOf(stores, step);
      await passwords.store(stores, account, passwordHash);
      // Who was kept out by wrong attempts has a way in again.
      await attempts.clear({ kind: 'account', accountId: account.id }, stores);
      await stores.history.insertEvent({
        at: this.#now(),
        type: 'password-changed',
        accountId: account.id,
      });
      return account;
    });
  }

  #assertOn(): void {
    if (!this.#options.settings.localSignIn) {
      throw new SsoError('local-sign-in-off');
    }
  }

  /** Never throws: nobody waits for it. */
  async #deliver(usernameOrEmail: string): Promise<void> {
    const { persistence, attempts, messenger, settings, logger } =
      this.#options;
    let secret: string | undefined;
    try {
      const found = await persistence.accounts.findForPassword(usernameOrEmail);
      if (!found || !mayReset(found.account)) {
        return;
      }
      const { account } = found;
      // Nobody's mailbox can be flooded, from however many addresses.
      const name = `password link of account ${account.id}`;
      if (!(await attempts.reserve({ kind: 'name', name }))) {
        return;
      }
      const { link, key } = await persistence.transaction(async stores => {
        await stores.history.insertEvent({
          at: this.#now(),
          type: 'password-reset-requested',
          accountId: account.id,
        });
        return this.#makeLink(stores, account, settings.resetLifetime);
      });
      secret = key;
      await messenger.sendPasswordLink(account, link);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown error';
      logger.error(
        `A password link could not be sent: ${
          secret ? reason.replaceAll(secret, '…') : reason
        }`,
      );
    }
  }

  async #makeLink(
    stores: SsoStores,
    account: Account,
    lifetime: number,
  ): Promise<{ link: SsoPasswordLink; key: string }> {
    const { pending, settings } = this.#options;
    const expiresAt = new Date(this.#now().getTime() + lifetime);
    const key = await pending.keep(stores, {
      kind: 'passwordReset',
      accountId: account.id,
      memory: { email: emailOf(account) },
      lifetime,
    });
    // In the fragment, so that it reaches no server and no Referer; on the
    // address of the configuration, whatever the request said.
    const url = `${settings.appUrl}/#sso-reset=${key}`;
    return { link: { url, expiresAt: expiresAt.toISOString() }, key };
  }

  /** The account of a key, as long as it is as it was then. */
  async #accountOf(
    stores: Pick<SsoStores, 'accounts'>,
    step: Awaited<ReturnType<PendingSteps['peek']>>,
  ): Promise<Account> {
    const [account] = step?.accountId
      ? await stores.accounts.getByIds([step.accountId])
      : [];
    if (
      !account ||
      !mayReset(account) ||
      step?.memory.email !== emailOf(account)
    ) {
      throw new SsoError('reset-key-invalid');
    }
    return account;
  }
}

function mayReset(account: Account): boolean {
  return account.source === 'local' && account.state === 'active';
}

/** Who gets another address may be another person. */
function emailOf(account: Account): string {
  return emailForm(account.email ?? '');
}
