import {
  isSsoError,
  SsoError,
  type SsoErrorCode,
  type SsoSignInProgress,
} from '@latchkey/plugin-sso-common';
import type { AttemptLimiter } from '../attempts/AttemptLimiter';
import type { AccountEntry } from '../entry/AccountEntry';
import type { OverrideService } from '../override/OverrideService';
import type { SsoClientInfo } from '../sessions/SsoClientInfo';
import type { Account } from '../stores/AccountStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { addressOf } from './addressOf';
import type { PasswordHasher } from './PasswordHasher';

interface Options {
  readonly persistence: SsoPersistence;
  readonly overrides: Pick<OverrideService, 'assertPasswordsTakenFrom'>;
  readonly attempts: AttemptLimiter;
  readonly hasher: PasswordHasher;
  readonly entry: AccountEntry;
  readonly now?: () => Date;
}

/** An account that a password could open. */
interface Candidate {
  readonly account: Account;
  readonly passwordHash: string;
}

/**
 * Signing in with a password (LOCAL-1, LOCAL-2).
 *
 * Nobody can tell accounts from names that there are none of: both are
 * counted, hashed and written down by the same statements, and so are wrong
 * passwords of an account and any password of one that is locked.
 */
export class LocalSignInService {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): LocalSignInService {
    return new LocalSignInService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @returns a ticket that only the page itself can redeem, or the challenge
   *   of the second factor
   * @throws SsoError `credentials-wrong`, with no difference between an
   *   unknown account, one of a provider, one that is locked or has to set a
   *   new password, and a wrong password; `too-many-attempts`; what the gate
   *   says, to those only who know the password
   */
  async signIn(
    usernameOrEmail: string,
    password: string,
    client: SsoClientInfo,
  ): Promise<{ progress: SsoSignInProgress; account: Account }> {
    const { overrides, attempts } = this.#options;
    await overrides.assertPasswordsTakenFrom(client);
    const address = addressOf(client);
    if (!(await attempts.reserve(address))) {
      throw new SsoError('too-many-attempts');
    }
    const candidate = await this.#find(usernameOrEmail);
    const subject = candidate
      ? ({ kind: 'account', accountId: candidate.account.id } as const)
      : ({ kind: 'name', name: usernameOrEmail } as const);
    const { allowed, lockedUntil } = await attempts.count(subject);
    let right: boolean;
    try {
      right = await this.#options.hasher.verify(
        password,
        candidate?.passwordHash,
      );
    } catch (error) {
      // Nothing was looked at, so it was no attempt.
      if (allowed) await attempts.refund(subject);
      await attempts.refund(address);
      throw error;
    }
    if (!allowed) {
      throw new SsoError('credentials-wrong');
    }
    if (!candidate || !right) {
      // One event, whether or not there is such an account.
      await this.#note(
        candidate && lockedUntil ? 'account-locked' : 'sign-in-refused',
        'credentials-wrong',
        candidate?.account,
      );
      throw new SsoError('credentials-wrong');
    }
    // Before the gate, which would find the lock that this attempt may have
    // set by being the last one.
    await attempts.refund(subject);
    const progress = await this.#admit(candidate.account, client);
    await attempts.refund(address);
    return { progress, account: candidate.account };
  }

  async #find(usernameOrEmail: string): Promise<Candidate | undefined> {
    const found = await this.#options.persistence.accounts.findForPassword(
      usernameOrEmail,
    );
    if (!found?.passwordHash) {
      return undefined;
    }
    const { account, passwordHash } = found;
    // An account that a provider made signs in through it only (USER-8). It
    // and those without a password are like names that nobody has: otherwise
    // guessing at them could lock people out of their other ways in.
    return account.source === 'local' && !account.resetPending
      ? { account, passwordHash }
      : undefined;
  }

  async #admit(
    account: Account,
    client: SsoClientInfo,
  ): Promise<SsoSignInProgress> {
    const { persistence, entry } = this.#options;
    try {
      const outcome = await persistence.transaction(async stores => {
        // A new password ends all sessions; the old one must not open another
        // because it was just being checked.
        const current = await stores.accounts.lock(account.id);
        if (!current || !hasSamePassword(current, account)) {
          throw new SsoError('credentials-wrong');
        }
        return entry.admit(stores, {
          account: current,
          way: 'local',
          returnTo: '/',
          client,
        });
      });
      return outcome.kind === 'ticket'
        ? { status: 'signedIn', ticket: outcome.ticket }
        : { status: 'secondFactor', challenge: outcome.challenge };
    } catch (error) {
      if (isSsoError(error)) {
        await this.#note('sign-in-refused', error.code, account);
      }
      throw error;
    }
  }

  async #note(
    type: string,
    code: SsoErrorCode,
    account: Account | undefined,
  ): Promise<void> {
    await this.#options.persistence.history.insertEvent({
      at: this.#now(),
      type,
      accountId: account?.id,
      code,
    });
  }
}

function hasSamePassword(a: Account, b: Account): boolean {
  return a.passwordChangedAt?.getTime() === b.passwordChangedAt?.getTime();
}
