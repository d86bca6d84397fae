import type { LoggerService } from '@backstage/backend-plugin-api';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import { hashBearer, newBearer } from '../secrets/bearer';
import type { SessionService } from '../sessions/SessionService';
import type { SsoPersistence } from '../stores/SsoStores';
import type { DirectoryNotifier } from '../directory/DirectoryNotifier';
import type { PasswordHasher } from './PasswordHasher';

const KEY_LIFETIME = 24 * 60 * 60_000;

/** Smallest number of characters of a password (NIST SP 800-63B, 3.1.1). */
export const PASSWORD_MIN_LENGTH = 12;

/**
 * Makes the first administrator (LOCAL-1): while none of the administrators
 * named in configuration could sign in with a password, every start of the
 * backend prints a link that makes the first of them, once.
 */
export class SetupService {
  readonly #persistence: SsoPersistence;
  readonly #sessions: SessionService;
  readonly #hasher: PasswordHasher;
  readonly #directory: DirectoryNotifier;
  readonly #settings: SsoSettings;
  readonly #logger: LoggerService;

  static create(options: {
    persistence: SsoPersistence;
    sessions: SessionService;
    hasher: PasswordHasher;
    directory: DirectoryNotifier;
    settings: SsoSettings;
    logger: LoggerService;
  }): SetupService {
    return new SetupService(options);
  }

  private constructor(options: Parameters<typeof SetupService.create>[0]) {
    this.#persistence = options.persistence;
    this.#sessions = options.sessions;
    this.#hasher = options.hasher;
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
    const now = new Date();
    await this.#persistence.setupKeys.insert({
      keyHash: hashBearer(key),
      entityRef: this.#settings.administrators[0],
      createdAt: now,
      expiresAt: new Date(now.getTime() + KEY_LIFETIME),
    });
    // In the fragment, so that it never reaches a server's log.
    this.#logger.warn(
      `SSO set-up link: ${this.#settings.appUrl}/#sso-setup=${key}`,
    );
    this.#logger.warn(
      'Open it within 24 hours to create the first administrator; it works once',
    );
  }

  /** @throws SsoError `setup-key-invalid` */
  async read(key: string): Promise<{ username: string }> {
    const found = await this.#persistence.setupKeys.find(
      hashBearer(key),
      new Date(),
    );
    if (!found || !(await this.isNeeded())) {
      throw new SsoError('setup-key-invalid');
    }
    return { username: nameOf(found.entityRef) };
  }

  /**
   * Creates the administrator and signs them in.
   *
   * @returns a ticket that only the page itself can redeem
   * @throws SsoError `setup-key-invalid`, `email-taken`, `username-taken`
   */
  async complete(request: {
    key: string;
    displayName: string;
    email: string;
    password: string;
  }): Promise<{ ticket: string; entityRef: string }> {
    const { key, displayName, email, password } = request;
    await this.read(key);
    const passwordHash = await this.#hasher.hash(password);
    const { administrators } = this.#settings;

    const made = await this.#persistence.transaction(async stores => {
      const at = new Date();
      const taken = await stores.setupKeys.take(hashBearer(key), at);
      if (
        !taken ||
        (await stores.accounts.hasPasswordAccount(administrators))
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
      const ticket = await this.#sessions.open(stores, {
        account,
        returnTo: '/',
      });
      return { ticket, entityRef: account.entityRef };
    });
    this.#directory.changed();
    return made;
  }
}

function nameOf(entityRef: string): string {
  return entityRef.slice(entityRef.indexOf('/') + 1);
}
