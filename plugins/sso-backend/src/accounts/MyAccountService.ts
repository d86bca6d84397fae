import { NotFoundError } from '@backstage/errors';
import { SsoError, type SsoEditableField } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { DirectoryNotifier } from '../directory/DirectoryNotifier';
import type { PasswordService } from '../local/PasswordService';
import type { SsoPersistence } from '../stores/SsoStores';
import type { PersonInSession } from './OwnAccounts';
import type { PersonProof } from './PersonProof';
import { editableFieldsOf, isPasswordOpen } from './waysIn';

interface Options {
  readonly persistence: SsoPersistence;
  readonly passwords: PasswordService;
  readonly proof: PersonProof;
  readonly directory: DirectoryNotifier;
  readonly settings: Pick<SsoSettings, 'localSignIn'>;
  readonly now?: () => Date;
}

/**
 * What people change of their own account: profile, password and sessions.
 * Signing out at the provider is no part of ending a session: that happens
 * in the browser of the session.
 */
export class MyAccountService {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): MyAccountService {
    return new MyAccountService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** @throws SsoError `profile-closed` for a field that is not open (USER-9) */
  async updateProfile(
    { account }: PersonInSession,
    profile: Partial<Record<SsoEditableField, string>>,
  ): Promise<void> {
    const { persistence, directory } = this.#options;
    const entries = Object.entries(profile).filter(
      (entry): entry is [SsoEditableField, string] => entry[1] !== undefined,
    );
    const open = editableFieldsOf(
      account,
      await persistence.connections.list(),
    );
    if (!entries.every(([field]) => open.includes(field))) {
      throw new SsoError('profile-closed');
    }
    const changed = entries.filter(
      ([field, value]) => account[field] !== value,
    );
    if (!changed.length) return;
    await persistence.transaction(async stores => {
      const at = this.#now();
      await stores.accounts.updateFields(
        [{ accountId: account.id, ...Object.fromEntries(changed) }],
        at,
      );
      await stores.history.insertEvent({
        at,
        type: 'account-changed',
        accountId: account.id,
      });
    });
    directory.changed();
  }

  /**
   * Changes the password, or sets the first one; ends all other sessions.
   *
   * @throws SsoError `password-closed`, `local-sign-in-off`, `session-unknown`
   *   when the session was ended meanwhile, what {@link PersonProof.assert}
   *   throws; FieldErrors on `newPassword`
   */
  async changePassword(
    person: PersonInSession,
    input: { currentPassword?: string; newPassword: string },
  ): Promise<void> {
    const { persistence, passwords, proof, settings } = this.#options;
    const { account, session } = person;
    if (!isPasswordOpen(account, settings)) {
      throw new SsoError(
        account.source === 'local' ? 'local-sign-in-off' : 'password-closed',
      );
    }
    await proof.assert(person, input.currentPassword);
    const hash = await passwords.hash(
      account,
      input.newPassword,
      'newPassword',
    );
    await persistence.transaction(async stores => {
      const at = this.#now();
      await stores.accounts.lock(account.id);
      // Whoever ended the session while the password was being hashed, with a
      // reset perhaps, has the last word.
      const { sessions } = stores;
      if (!(await sessions.findOfAccount(account.id, session.id, at))) {
        throw new SsoError('session-unknown');
      }
      await passwords.store(stores, account, hash, {
        exceptSession: session.id,
      });
      await stores.history.insertEvent({
        at,
        type: 'password-changed',
        accountId: account.id,
      });
    });
  }

  /** @throws NotFoundError when the person has no such session */
  async endSession(
    { account }: PersonInSession,
    sessionId: string,
  ): Promise<void> {
    await this.#options.persistence.transaction(async stores => {
      const ended = await stores.sessions.endOfAccount(account.id, sessionId);
      if (!ended) {
        throw new NotFoundError('You have no such session');
      }
      await stores.history.insertEvent({
        at: this.#now(),
        type: 'sessions-ended',
        accountId: account.id,
        connectionId: ended.connectionId,
      });
    });
  }

  /** @returns how many were ended */
  async endSessions(
    { account, session }: PersonInSession,
    options: { keepCurrent: boolean },
  ): Promise<number> {
    return this.#options.persistence.transaction(async stores => {
      const ended = await stores.sessions.endAllOfAccount(account.id, {
        except: options.keepCurrent ? session.id : undefined,
      });
      if (ended) {
        await stores.history.insertEvent({
          at: this.#now(),
          type: 'sessions-ended',
          accountId: account.id,
        });
      }
      return ended;
    });
  }
}
