import { hash, verify } from '@node-rs/argon2';
import { RetryLaterError } from './RetryLaterError';

// OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 passes, 1 lane.
// Argon2id is the default algorithm of the library.
const OPTIONS = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/**
 * Hashing runs in libuv's four threads, which DNS and files need too.
 */
const CONCURRENT = 2;
/** Who would wait longer than about a second is told to come back. */
const QUEUE = 40;
const QUEUE_SECONDS = 1;

/**
 * Hashes and checks passwords with Argon2id, a few at a time: a flood of
 * sign-ins waits in a short queue and is then refused, so that everything
 * else goes on.
 */
export class PasswordHasher {
  #running = 0;
  readonly #waiting: Array<() => void> = [];
  // A password nobody has, hashed once: unknown accounts take as long as
  // known ones.
  #decoy: Promise<string> | undefined;

  static create(): PasswordHasher {
    return new PasswordHasher();
  }

  private constructor() {}

  /** @throws RetryLaterError `too-many-attempts` */
  async hash(password: string): Promise<string> {
    return this.#gated(() => hash(normalize(password), OPTIONS));
  }

  /**
   * @param passwordHash - undefined for an unknown account, which costs the
   *   same time and is false
   * @throws RetryLaterError `too-many-attempts`
   */
  async verify(
    password: string,
    passwordHash: string | undefined,
  ): Promise<boolean> {
    this.#decoy ??= hash('no account has this password', OPTIONS);
    const expected = passwordHash ?? (await this.#decoy);
    const right = await this.#gated(() =>
      verify(expected, normalize(password)),
    );
    return right && passwordHash !== undefined;
  }

  async #gated<T>(run: () => Promise<T>): Promise<T> {
    if (this.#running >= CONCURRENT) {
      if (this.#waiting.length >= QUEUE) {
        throw new RetryLaterError('too-many-attempts', QUEUE_SECONDS);
      }
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return await run();
    } finally {
      // The place goes to the next in line, or is free.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

/** One form for keyboards that compose characters differently (SP 800-63B). */
function normalize(password: string): string {
  return password.normalize('NFKC');
}
