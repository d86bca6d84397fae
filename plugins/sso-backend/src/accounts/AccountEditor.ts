import { NotFoundError } from '@backstage/errors';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { DirectoryNotifier } from '../directory/DirectoryNotifier';
import { isInactive } from '../entry/accountConditions';
import type { Account, AccountFieldChange } from '../stores/AccountStore';
import type { AccountChanges } from './AccountChanges';

/** What administrators change of a profile; what is undefined stays. */
export type ProfileChange = Pick<
  AccountFieldChange,
  'displayName' | 'givenName' | 'familyName' | 'email'
>;

const profileFields = [
  'displayName',
  'givenName',
  'familyName',
  'email',
] as const;

interface Options {
  readonly changes: AccountChanges;
  readonly directory: DirectoryNotifier;
  readonly settings: Pick<SsoSettings, 'inactiveAfter'>;
}

/**
 * What administrators change of accounts: profile, state, source and links.
 * All methods throw what {@link AccountChanges.run} throws.
 */
export class AccountEditor {
  readonly #changes: AccountChanges;
  readonly #directory: DirectoryNotifier;
  readonly #settings: Options['settings'];

  static create(options: Options): AccountEditor {
    return new AccountEditor(options);
  }

  private constructor(options: Options) {
    this.#changes = options.changes;
    this.#directory = options.directory;
    this.#settings = options.settings;
  }

  /**
   * The administrator vouches for the email, so it counts as verified.
   *
   * @throws SsoError `email-taken`
   */
  async updateProfile(
    accountId: string,
    profile: ProfileChange,
    actor: string,
  ): Promise<void> {
    const changed = await this.#changes
      .run(accountId, actor, async ({ stores, account, at, note }) => {
        if (!isChange(account, profile)) return false;
        const emailVerified = profile.email === undefined ? undefined : true;
        await stores.accounts.updateFields(
          [{ accountId, ...profile, emailVerified }],
          at,
        );
        await note('account-changed');
        return true;
      })
      .catch(error => {
        throw (error as Error).name === 'ConflictError'
          ? new SsoError('email-taken', { cause: error })
          : error;
      });
    if (changed) this.#directory.changed();
  }

  /**
   * Disabling ends all sessions: the next refresh is refused on every replica.
   * Enabling also opens an account that was not used for too long.
   *
   * @throws SsoError `account-own`
   */
  async setActive(
    accountId: string,
    active: boolean,
    actor: string,
  ): Promise<void> {
    await this.#changes.run(accountId, actor, async change => {
      const { stores, account, at, isOwn, note } = change;
      if (!active && isOwn) {
        throw new SsoError('account-own');
      }
      const state = active ? 'active' : 'disabled';
      const isNew = await stores.accounts.setState(accountId, state, at);
      if (!active) {
        // Also when it was disabled before: nothing may be left open, nor come
        // back with the account.
        await stores.pending.deleteOfAccount(accountId, 'passwordReset');
        await stores.pending.deleteOfAccount(accountId, 'secondFactor');
        await stores.sessions.endAllOfAccount(accountId);
        if (isNew) await note('account-disabled');
        return;
      }
      const settings = this.#settings;
      const wasInactive = isInactive(account, { settings, now: at });
      if (isNew || wasInactive) {
        // Otherwise it would be closed again at once for not being used.
        await stores.accounts.markActive([accountId], at);
        await note('account-enabled');
      }
    });
  }

  /**
   * Makes the account of an SSO connection a local one (USER-8). Its links
   * stay, so the person can go on signing in through the provider.
   */
  async setSourceLocal(accountId: string, actor: string): Promise<void> {
    const changed = await this.#changes.run(
      accountId,
      actor,
      async ({ stores, account, at, note }) => {
        if (account.source === 'local') return false;
        await stores.accounts.setSource([accountId], 'local', at);
        await note('source-changed', account.source);
        return true;
      },
    );
    if (changed) this.#directory.changed();
  }

  /**
   * Removes a link and ends the sessions that were made by it.
   *
   * @throws NotFoundError when the account has no such link
   */
  async removeLink(
    accountId: string,
    linkId: string,
    actor: string,
  ): Promise<void> {
    await this.#changes.run(accountId, actor, async ({ stores, note }) => {
      const link = await stores.accounts.removeLink(accountId, linkId);
      if (!link) {
        throw new NotFoundError('The account has no such link');
      }
      const { connectionId, issuer } = link;
      // A sign-in by it that waits for a code is over as well.
      await stores.pending.deleteOfAccount(accountId, 'secondFactor');
      await stores.sessions.endAllOfAccount(accountId, {
        connectionId,
        issuer,
      });
      await note('link-removed', connectionId);
    });
  }
}

function isChange(account: Account, profile: ProfileChange): boolean {
  const differs = profileFields.some(
    field => profile[field] !== undefined && profile[field] !== account[field],
  );
  return differs || (profile.email !== undefined && !account.emailVerified);
}
