import { NotFoundError } from '@backstage/errors';
import { SsoError, type SsoPasswordLink } from '@latchkey/plugin-sso-common';
import type { AttemptLimiter } from '../attempts/AttemptLimiter';
import type { SsoSettings } from '../config/SsoSettings';
import type { PasswordResetService } from '../local/PasswordResetService';
import type { SecondFactorService } from '../secondFactor/SecondFactorService';
import type { AccountChanges } from './AccountChanges';

interface Options {
  readonly changes: AccountChanges;
  readonly attempts: AttemptLimiter;
  readonly passwordResets: PasswordResetService;
  readonly secondFactors: SecondFactorService;
  readonly settings: Pick<SsoSettings, 'localSignIn'>;
}

/**
 * What administrators do about how people get into their accounts: locks,
 * passwords, second factors and sessions. All methods throw what
 * {@link AccountChanges.run} throws.
 */
export class AccountAccess {
  readonly #options: Options;

  static create(options: Options): AccountAccess {
    return new AccountAccess(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Lifts the lock after too many wrong attempts, and forgets them. Not for
   * one's own account: whoever holds a session of an administrator could try
   * codes until one is right.
   *
   * @throws SsoError `account-own`
   */
  async unlock(accountId: string, actor: string): Promise<void> {
    const { changes, attempts } = this.#options;
    await changes.run(accountId, actor, async ({ stores, isOwn, note }) => {
      if (isOwn) {
        throw new SsoError('account-own');
      }
      const subject = { kind: 'account', accountId } as const;
      if (await attempts.clear(subject, stores)) {
        await note('account-unlocked');
      }
    });
  }

  /**
   * Withdraws the password, ends all sessions and issues a link that sets a
   * new password. Not for one's own account: whoever holds a session of an
   * administrator for a moment would get the account for good.
   *
   * @throws SsoError `account-own`, `account-not-local`, `local-sign-in-off`
   */
  async resetPassword(
    accountId: string,
    actor: string,
  ): Promise<SsoPasswordLink> {
    const { changes, passwordResets, settings } = this.#options;
    return changes.run(accountId, actor, async change => {
      const { stores, account, at, isOwn } = change;
      if (isOwn) {
        throw new SsoError('account-own');
      }
      if (account.source !== 'local') {
        throw new SsoError('account-not-local');
      }
      if (!settings.localSignIn) {
        throw new SsoError('local-sign-in-off');
      }
      await stores.accounts.withdrawPassword(accountId, at);
      await stores.sessions.endAllOfAccount(accountId);
      // Earlier links, and sign-ins that wait for a code, are over as well.
      await stores.pending.deleteOfAccount(accountId, 'passwordReset');
      await stores.pending.deleteOfAccount(accountId, 'secondFactor');
      return passwordResets.issue(stores, account, actor);
    });
  }

  /**
   * Takes the second factor off an account whose device is lost. Not one's
   * own: that needs a code (My security), except after a recovery link.
   *
   * @throws SsoError `account-own`
   */
  async removeSecondFactor(
    accountId: string,
    actor: string,
    { isRecovered }: { isRecovered: boolean },
  ): Promise<void> {
    const { changes, secondFactors } = this.#options;
    await changes.run(accountId, actor, async ({ stores, isOwn, note }) => {
      if (isOwn && !isRecovered) {
        throw new SsoError('account-own');
      }
      if (await secondFactors.removeByAdministrator(stores, accountId)) {
        await note('second-factor-off');
      }
    });
  }

  /** Ends all sessions. */
  async endSessions(accountId: string, actor: string): Promise<void> {
    const { changes } = this.#options;
    await changes.run(accountId, actor, async ({ stores, note }) => {
      if (await stores.sessions.endAllOfAccount(accountId)) {
        await note('sessions-ended');
      }
    });
  }

  /** @throws NotFoundError when the account has no such session */
  async endSession(
    accountId: string,
    sessionId: string,
    actor: string,
  ): Promise<void> {
    const { changes } = this.#options;
    await changes.run(accountId, actor, async ({ stores, note }) => {
      const ended = await stores.sessions.endOfAccount(accountId, sessionId);
      if (!ended) {
        throw new NotFoundError('The account has no such session');
      }
      await note('sessions-ended', ended.connectionId);
    });
  }
}
