import type { Knex } from 'knex';
import { someAccount } from '../database/__testUtils__/stores';
import { DatabaseAccountStore } from '../database/DatabaseAccountStore';
import { DatabaseAttemptStore } from '../database/DatabaseAttemptStore';
import { toDate } from '../database/rowValues';
import { PasswordHasher } from '../local/PasswordHasher';
import type { NewAccount } from '../stores/AccountStore';
import type { TestPortal } from './startTestPortal';

/** The password of the accounts here. */
export const password = 'correct horse battery';

let hash: Promise<string> | undefined;

/** Adds a local account with {@link password}. @returns its id */
export async function insertLocal(
  knex: Knex,
  username = 'ada',
  overrides: Partial<NewAccount> = {},
): Promise<string> {
  hash ??= PasswordHasher.create().hash(password);
  const [account] = await DatabaseAccountStore.create(knex).insert([
    someAccount(username, {
      passwordHash: await hash,
      email: `${username}@example.test`,
      emailVerified: true,
      at: new Date(),
      ...overrides,
    }),
  ]);
  return String(account?.id);
}

/** An answer of the API with everything that others could compare. */
export interface LocalAnswer {
  readonly status: number;
  /** Without those that differ from second to second. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly status?: string;
    readonly ticket?: string;
    readonly challenge?: string;
    readonly refusal?: { code: string; reason: string };
    readonly fields?: Array<{ path: string; message: string }>;
    readonly username?: string;
  };
}

/** Posts to the API, with any headers. */
export async function post(
  portal: Pick<TestPortal, 'apiUrl'>,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<LocalAnswer> {
  const answer = await fetch(`${portal.apiUrl}/sso${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  const { date: _, ...kept } = Object.fromEntries(answer.headers);
  return {
    status: answer.status,
    headers: kept,
    body: text ? JSON.parse(text) : {},
  };
}

/** What came of a sign-in with a password: `signedIn` or a code. */
export async function tryPassword(
  portal: Pick<TestPortal, 'apiUrl'>,
  username: string,
  typed: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const { status, body } = await post(
    portal,
    '/local/sign-in',
    { username, password: typed },
    headers,
  );
  return body.status ?? body.refusal?.code ?? String(status);
}

/** Tries wrong passwords, one after the other. */
export async function tryWrong(
  portal: Pick<TestPortal, 'apiUrl'>,
  username: string,
  times: number,
): Promise<string[]> {
  const outcomes: string[] = [];
  for (let index = 0; index < times; index += 1) {
    outcomes.push(await tryPassword(portal, username, `wrong guess ${index}`));
  }
  return outcomes;
}

/** Lets time pass for all counters of attempts, in milliseconds. */
export async function ageAttempts(knex: Knex, time: number): Promise<void> {
  const earlier = (value: Date | number) =>
    new Date(toDate(value).getTime() - time);
  for (const row of await knex('sso_attempts')) {
    await knex('sso_attempts')
      .where({ key_hash: row.key_hash })
      .update({
        locked_until: row.locked_until && earlier(row.locked_until),
        expires_at: earlier(row.expires_at),
      });
  }
}

/** For how much longer an account is locked, in whole seconds. */
export async function lockOf(
  knex: Knex,
  accountId: string,
): Promise<number | undefined> {
  const attempts = DatabaseAttemptStore.create(knex);
  const now = new Date();
  const end = (await attempts.findLocks([accountId], now)).get(accountId);
  return end && Math.round((end.getTime() - now.getTime()) / 1000);
}

/** Types of the events of an account, oldest first. */
export async function eventsOf(
  knex: Knex,
  accountId: string,
): Promise<string[]> {
  return knex('sso_events')
    .where({ account_id: accountId })
    .orderBy('id')
    .pluck('type');
}
