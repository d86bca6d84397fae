import type { SsoSettings } from '../config/SsoSettings';
import { normalForm } from '../directory/normalForm';
import { hashBearer } from '../secrets/bearer';
import type { AttemptLimit, AttemptReservation } from '../stores/AttemptStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import { networkOf } from './networkOf';

/**
 * What attempts are counted for: an account, a name that nobody has here, or
 * the address that they come from.
 */
export type AttemptSubject =
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'address'; readonly address: string };

interface Options {
  readonly persistence: SsoPersistence;
  readonly settings: Pick<SsoSettings, 'accountAttempts' | 'addressAttempts'>;
  readonly now?: () => Date;
}

/**
 * Limits how often who one is can be tried to be proved. An attempt is counted
 * before it is checked, so that attempts in parallel are all counted, and taken
 * back when it was right.
 */
export class AttemptLimiter {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): AttemptLimiter {
    return new AttemptLimiter(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Counts an attempt. @returns false while locked */
  async reserve(subject: AttemptSubject): Promise<boolean> {
    return (await this.count(subject)).allowed;
  }

  /** The same, and whether it was this very attempt that set a lock. */
  count(subject: AttemptSubject): Promise<AttemptReservation> {
    return this.#options.persistence.attempts.reserve(
      keyOf(subject),
      subject.kind === 'account' ? subject.accountId : undefined,
      this.#limitOf(subject),
      this.#now(),
    );
  }

  /** Takes an attempt back that was right, or none at all. */
  async refund(subject: AttemptSubject): Promise<void> {
    await this.#options.persistence.attempts.refund(keyOf(subject));
  }

  /** Forgets all attempts and the lock. @returns whether there were any */
  clear(
    subject: AttemptSubject,
    stores: Pick<SsoStores, 'attempts'> = this.#options.persistence,
  ): Promise<boolean> {
    return stores.attempts.clear(keyOf(subject));
  }

  /** When the lock of an account ends, if it is locked. */
  async lockOf(
    accountId: string,
    stores: Pick<SsoStores, 'attempts'> = this.#options.persistence,
  ): Promise<Date | undefined> {
    const locks = await stores.attempts.findLocks([accountId], this.#now());
    return locks.get(accountId);
  }

  #limitOf({ kind }: AttemptSubject): AttemptLimit {
    const { accountAttempts, addressAttempts } = this.#options.settings;
    return kind === 'address' ? addressAttempts : accountAttempts;
  }
}

function keyOf(subject: AttemptSubject): string {
  return hashBearer(JSON.stringify([subject.kind, nameOf(subject)]));
}

function nameOf(subject: AttemptSubject): string {
  switch (subject.kind) {
    case 'account':
      return subject.accountId;
    case 'name':
      return normalForm(subject.name);
    default:
      return networkOf(subject.address);
  }
}
