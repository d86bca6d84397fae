import { readFileSync } from 'node:fs';
import { InputError } from '@backstage/errors';
import type { SsoSettings } from '../config/SsoSettings';
import { normalForm } from '../directory/normalForm';

/** Long passphrases are welcome; nobody types more than this. */
const MAX_LENGTH = 1024;

/** Shorter names occur in good passwords by chance. */
const SHORTEST_NAME = 4;

/** What a finger or a child counts along, round and round. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
];

/** Whose password it is to be: its names are the first that others try. */
export interface PasswordSubject {
  readonly username: string;
  readonly email?: string;
  readonly displayName?: string;
}

/**
 * Which passwords are good enough (NIST SP 800-63B-4, 3.1.1.2): long, not
 * guessable from the account, no pattern, not known from elsewhere. What they
 * are composed of is nobody's business.
 */
export class PasswordPolicy {
  /** Smallest number of characters. */
  readonly minLength: number;
  readonly #blocked: ReadonlySet<string>;

  /** @throws InputError when the file of `sso.local.password.blocklist` cannot be read */
  static create(options: {
    settings: Pick<SsoSettings, 'passwordMinLength' | 'passwordBlocklist'>;
  }): PasswordPolicy {
    const { passwordMinLength, passwordBlocklist } = options.settings;
    return new PasswordPolicy(
      passwordMinLength,
      passwordBlocklist === undefined
        ? new Set()
        : readBlocklist(passwordBlocklist),
    );
  }

  private constructor(minLength: number, blocked: ReadonlySet<string>) {
    this.minLength = minLength;
    this.#blocked = blocked;
  }

  /** @returns what is wrong, in one sentence for the person */
  check(password: string, subject: PasswordSubject): string | undefined {
    // Characters as people count them, and as they are hashed.
    const { length } = [...password.normalize('NFKC')];
    if (length < this.minLength) {
      return `Use at least ${this.minLength} characters.`;
    }
    if (length > MAX_LENGTH) {
      return `Use at most ${MAX_LENGTH} characters.`;
    }
    const text = normalForm(password);
    if (namesOf(subject).some(name => text.includes(name))) {
      return 'Leave your name, username and email address out of the password.';
    }
    if (isRepetition(text)) {
      return 'Use more than one character or pattern that repeats.';
    }
    if (isRun(text)) {
      return 'Use more than a run of letters, digits or keys.';
    }
    if (this.#blocked.has(text)) {
      return 'Others have used this password, so attackers try it first.';
    }
    return undefined;
  }
}

function readBlocklist(path: string): ReadonlySet<string> {
  try {
    const lines = readFileSync(path, 'utf8').split(/\r?\n/);
    return new Set(lines.map(normalForm).filter(line => line !== ''));
  } catch (error) {
    throw new InputError(
      `sso.local.password.blocklist could not be read: ${
        (error as Error).message
      }`,
    );
  }
}

function namesOf({ username, email, displayName }: PasswordSubject): string[] {
  return [username, email, email?.split('@')[0], displayName]
    .map(name => normalForm(name ?? ''))
    .filter(name => name.length >= SHORTEST_NAME);
}

/** Whether a beginning of at most half the text makes up all of it. */
function isRepetition(text: string): boolean {
  for (let period = 1; period * 2 <= text.length; period += 1) {
    if (text.startsWith(text.slice(period))) {
      return true;
    }
  }
  return false;
}

function isRun(text: string): boolean {
  const backwards = [...text].reverse().join('');
  return RUNS.some(run => {
    const round = run.repeat(Math.ceil(text.length / run.length) + 1);
    return round.includes(text) || round.includes(backwards);
  });
}
