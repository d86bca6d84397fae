import { SsoError } from '@latchkey/plugin-sso-common';
import type { AttemptLimiter } from '../attempts/AttemptLimiter';
import { FieldErrors } from '../connections/FieldErrors';
import type { Account } from '../stores/AccountStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import type { PasswordHasher } from './PasswordHasher';
import type { PasswordPolicy, PasswordSubject } from './PasswordPolicy';

/** Passwords of local accounts: setting them, and proving one's own. */
export class PasswordService {
  readonly #persistence: SsoPersistence;
  readonly #hasher: PasswordHasher;
  readonly #policy: PasswordPolicy;
  readonly #attempts: AttemptLimiter;
  readonly #now: () => Date;

  static create(options: {
    persistence: SsoPersistence;
    hasher: PasswordHasher;
    policy: PasswordPolicy;
    attempts: AttemptLimiter;
    now?: () => Date;
  }): PasswordService {
    return new PasswordService(options);
  }

  private constructor(options: Parameters<typeof PasswordService.create>[0]) {
    this.#persistence = options.persistence;
    this.#hasher = options.hasher;
    this.#policy = options.policy;
    this.#attempts = options.attempts;
    this.#now = options.now ?? (() => new Date());
  }

  /** Smallest number of characters of a password. */
  get minLength(): number {
    return this.#policy.minLength;
  }

  /**
   * Checks a new password by the policy and hashes it. Takes tens of
   * milliseconds, so better before a transaction than inside.
   *
   * @param path - of the field that a refusal names
   * @throws FieldErrors naming `path`; SsoError `too-many-attempts`
   */
  async hash(
    subject: PasswordSubject,
    password: string,
    path = 'password',
  ): Promise<string> {
    const problem = this.#policy.check(password, subject);
    if (problem) {
      throw new FieldErrors([{ path, message: problem }]);
    }
    return this.#hasher.hash(password);
  }

  /**
   * Gives an account a password that was hashed before, in the caller's
   * transaction: links to set one are worth nothing any more, sessions end.
   * Wrong attempts stay counted: whoever knows the password, and no code, must
   * not get another ten guesses by changing it. The event is the caller's to
   * write.
   *
   * @param options.exceptSession - id of the session that stays
   */
  async store(
    stores: SsoStores,
    account: Pick<Account, 'id'>,
    passwordHash: string,
    options: { exceptSession?: string } = {},
  ): Promise<void> {
    await stores.accounts.setPasswordHash(
      account.id,
      passwordHash,
      this.#now(),
    );
    await stores.pending.deleteOfAccount(account.id, 'passwordReset');
    // Sign-ins that wait for a code began with the old password.
    await stores.pending.deleteOfAccount(account.id, 'secondFactor');
    await stores.sessions.endAllOfAccount(account.id, {
      except: options.exceptSession,
    });
  }

  /**
   * Makes sure that somebody signed in knows the password of the account.
   * Wrong ones count as those of the sign-in page do.
   *
   * @throws SsoError `password-wrong`, also while the account is locked;
   *   `too-many-attempts`
   */
  async verifyCurrent(account: Account, password: string): Promise<void> {
    const subject = { kind: 'account', accountId: account.id } as const;
    const allowed = await this.#attempts.reserve(subject);
    const usable = account.source === 'local' && !account.resetPending;
    const stored = await this.#persistence.accounts.getPasswordHash(account.id);
    let right: boolean;
    try {
      right = await this.#hasher.verify(password, usable ? stored : undefined);
    } catch (error) {
      // Nothing was looked at, so it was no attempt.
      if (allowed) await this.#attempts.refund(subject);
      throw error;
    }
    if (!allowed || !right) {
      throw new SsoError('password-wrong');
    }
    await this.#attempts.refund(subject);
  }
}
