import type { LoggerService } from '@backstage/backend-plugin-api';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { DirectoryNotifier } from '../directory/DirectoryNotifier';
import type { AccountEntry } from '../entry/AccountEntry';
import { hashBearer, newBearer } from '../secrets/bearer';
import type { SsoClientInfo } from '../sessions/SsoClientInfo';
import type { SsoPersistence } from '../stores/SsoStores';
import type { PasswordService } from './PasswordService';

const KEY_LIFETIME = 24 * 60 * 60_000;

/**
 * Begins the keys that a recovery link of the operator leads to. It is part of
 * what is hashed, so no printed key can be made one of these.
 */
const RECOVERY = 'recovery-';

/**
 * Makes the first administrator (LOCAL-1): while none of the administrators
 * named in configuration could sign in with a password, every start of the
 * backend prints a link that makes the first of them, once.
 */
export class SetupService {
  readonly #persistence: SsoPersistence;
  readonly #entry: AccountEntry;
  readonly #passwords: PasswordService;
  readonly #directory: DirectoryNotifier;
  readonly #settings: SsoSettings;
  readonly #logger: LoggerService;

  static create(options: {
    persistence: SsoPersistence;
    entry: AccountEntry;
    passwords: PasswordService;
    directory: DirectoryNotifier;
    settings: SsoSettings;
    logger: LoggerService;
  }): SetupService {
    return new SetupService(options);
  }

  private constructor(options: Parameters<typeof SetupService.create>[0]) {
    this.#persistence = options.persistence;
    this.#entry = options.entry;
    this.#passwords = options.passwords;
    this.#directory = options.directory;
    this.#settings = options.settings;
    this.#logger = options.logger;
  }

  /** Whether the portal still has no administrator who could sign in. */
  async isNeeded(): Promise<boolean> {
    const { localSignIn, administrators } = this.#settings;
    return (
      localSignIn &&
      administrators.length > 0 &&
      !(await this.#persistence.accounts.hasPasswordAccount(administrators))
    );
  }

  /** Prints the set-up link when one is needed. */
  async offerLink(): Promise<void> {
    if (!this.#settings.administrators.length) {
      this.#logger.warn(
        'Nobody can set up single sign-on: name at least one user under sso.administrators in app-config, such as user:default/admin',
      );
      return;
    }
    if (!(await this.isNeeded())) {
      return;
    }
    const key = newBearer();
    await this.#keep(key, this.#settings.administrators[0]);
    // In the fragment, so that it never reaches a server's log.
    this.#logger.warn(
      `SSO set-up link: ${this.#settings.appUrl}/#sso-setup=${key}`,
    );
    this.#logger.warn(
      'Open it within 24 hours to create the first administrator; it works once',
    );
  }

  /**
   * Makes a key for an administrator whom the operator lets in, though others
   * could sign in, or local sign-in is off.
   *
   * @param entityRef - one of `sso.administrators` that has no account yet
   */
  async issueRecoveryKey(entityRef: string): Promise<string> {
    const key = `${RECOVERY}${newBearer()}`;
    await this.#keep(key, entityRef);
    return key;
  }

  /** @throws SsoError `setup-key-invalid` */
  async read(key: string): Promise<{ username: string }> {
    const found = await this.#persistence.setupKeys.find(
      hashBearer(key),
      new Date(),
    );
    if (!found || !(isRecovery(key) || (await this.isNeeded()))) {
      throw new SsoError('setup-key-invalid');
    }
    return { username: nameOf(found.entityRef) };
  }

  /**
   * Creates the administrator and signs them in.
   *
   * @returns a ticket that only the page itself can redeem
   * @throws FieldErrors of the password; SsoError `setup-key-invalid`,
   *   `email-taken`, `username-taken`, `too-many-attempts`
   */
  async complete(
    request: {
      key: string;
      displayName: string;
      email: string;
      password: string;
    },
    client: SsoClientInfo,
  ): Promise<{ ticket: string; entityRef: string }> {
    const { key, displayName, email, password } = request;
    const { username } = await this.read(key);
    const passwordHash = await this.#passwords.hash(
      { username, email, displayName },
      password,
    );
    const { administrators } = this.#settings;

    const made = await this.#persistence.transaction(async stores => {
      const at = new Date();
      const taken = await stores.setupKeys.take(hashBearer(key), at);
      if (
        !taken ||
        (!isRecovery(key) &&
          (await stores.accounts.hasPasswordAccount(administrators)))
      ) {
        throw new SsoError('setup-key-invalid');
      }
      const [account] = await stores.accounts.insert([
        {
          username: nameOf(taken.entityRef),
          entityRef: taken.entityRef,
          catalogOwned: false,
          email,
          emailVerified: true,
          displayName,
          source: 'local',
          state: 'active',
          passwordHash,
          at,
        },
      ]);
      if (!account) {
        const [owner] = await stores.accounts.findByEmails([email]);
        throw new SsoError(owner ? 'email-taken' : 'username-taken');
      }
      await stores.setupKeys.deleteAll();
      await stores.history.insertEvent({
        at,
        type: 'setup',
        accountId: account.id,
        actor: account.entityRef,
      });
      const outcome = await this.#entry.admit(stores, {
        account,
        way: isRecovery(key) ? 'recovery' : 'local',
        returnTo: '/',
        client,
      });
      if (outcome.kind !== 'ticket') {
        throw new Error('An account that is new has no second factor');
      }
      return { ticket: outcome.ticket, entityRef: account.entityRef };
    });
    this.#directory.changed();
    return made;
  }

  async #keep(key: string, entityRef: string): Promise<void> {
    const now = new Date();
    await this.#persistence.setupKeys.insert({
      keyHash: hashBearer(key),
      entityRef,
      createdAt: now,
      expiresAt: new Date(now.getTime() + KEY_LIFETIME),
    });
  }
}

function isRecovery(key: string): boolean {
  return key.startsWith(RECOVERY);
}

function nameOf(entityRef: string): string {
  return entityRef.slice(entityRef.indexOf('/') + 1);
}
