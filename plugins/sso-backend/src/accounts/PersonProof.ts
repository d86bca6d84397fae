import { SsoError, type SsoMyAccount } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { PasswordService } from '../local/PasswordService';
import type { Session } from '../stores/SessionStore';
import type { SsoPersistence } from '../stores/SsoStores';
import type { Person, PersonInSession } from './OwnAccounts';
import { hasUsablePassword } from './waysIn';

/** How old a sign-in may be that counts as proof, in milliseconds. */
const RECENT = 15 * 60_000;

interface Options {
  readonly persistence: SsoPersistence;
  readonly passwords: PasswordService;
  readonly settings: Pick<SsoSettings, 'localSignIn'>;
  readonly now?: () => Date;
}

/**
 * What people prove before they change how they sign in, so that a session
 * left open, or stolen, is not the account: the password, or, without one, a
 * sign-in of the last 15 minutes.
 */
export class PersonProof {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): PersonProof {
    return new PersonProof(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** What is asked of this person. */
  needed(
    { account, session }: Person,
    hasPassword: boolean,
  ): SsoMyAccount['proofNeeded'] {
    if (
      hasUsablePassword(account, hasPassword, this.#options.settings) &&
      !this.isRecovered(session)
    ) {
      return 'password';
    }
    return this.#isRecent(session) ? 'nothing' : 'recentSignIn';
  }

  /**
   * Whether the person has just come by a recovery link, and so has perhaps
   * lost the password or the authenticator.
   */
  isRecovered(session: Session | undefined): boolean {
    return session?.way === 'recovery' && this.#isRecent(session);
  }

  #isRecent(session: Session | undefined): boolean {
    return (
      session !== undefined &&
      this.#now().getTime() - session.createdAt.getTime() < RECENT
    );
  }

  /**
   * @throws SsoError `password-wrong`, `sign-in-not-recent`,
   *   `too-many-attempts`
   */
  async assert(
    person: PersonInSession,
    currentPassword: string | undefined,
  ): Promise<void> {
    const { persistence, passwords } = this.#options;
    const { account } = person;
    const hash = await persistence.accounts.getPasswordHash(account.id);
    const needed = this.needed(person, hash !== undefined);
    if (needed === 'recentSignIn') {
      throw new SsoError('sign-in-not-recent');
    }
    if (needed === 'password') {
      if (currentPassword === undefined) {
        throw new SsoError('password-wrong');
      }
      await passwords.verifyCurrent(account, currentPassword);
    }
  }
}
