import { isSsoError } from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import {
  eventsOf,
  insertLocal,
  lockOf,
  password,
} from '../__testUtils__/localAccounts';
import { AttemptLimiter } from '../attempts/AttemptLimiter';
import { FieldErrors } from '../connections/FieldErrors';
import {
  createTestDatabases,
  persistenceOf,
  someSession,
} from '../database/__testUtils__/stores';
import type { Account } from '../stores/AccountStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { PasswordHasher } from './PasswordHasher';
import { PasswordPolicy } from './PasswordPolicy';
import { PasswordService } from './PasswordService';
import { RetryLaterError } from './RetryLaterError';

const databases = createTestDatabases();
const limit = { attempts: 3, lock: 60_000, maxLock: 60_000, memory: 60_000 };
const settings = {
  passwordMinLength: 12,
  accountAttempts: limit,
  addressAttempts: limit,
};
const newPassword = 'another good passphrase';

describe.each(databases.eachSupportedId())('PasswordService on %s', engine => {
  let knex: Knex;
  let persistence: SsoPersistence;
  let attempts: AttemptLimiter;
  let hasher: PasswordHasher;
  let passwords: PasswordService;
  let account: Account;

  const find = async (id: string) =>
    (await persistence.accounts.getByIds([id]))[0];
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      error => (isSsoError(error) ? error.code : Promise.reject(error)),
    );
  const verify = (typed: string, whose = account) =>
    codeOf(passwords.verifyCurrent(whose, typed));
  const set = async (options?: { exceptSession?: string }) => {
    const hash = await passwords.hash(account, newPassword);
    await persistence.transaction(stores =>
      passwords.store(stores, account, hash, options),
    );
  };
  /** Opens sessions of the account. @returns their ids */
  const openSessions = (count: number) =>
    Promise.all(
      Array.from({ length: count }, () =>
        persistence.sessions.insert(
          someSession(account.id, { way: 'local', createdAt: new Date() }),
        ),
      ),
    );

  beforeAll(async () => {
    knex = await databases.init(engine);
    persistence = await persistenceOf(knex);
    attempts = AttemptLimiter.create({ persistence, settings });
    hasher = PasswordHasher.create();
    passwords = PasswordService.create({
      persistence,
      hasher,
      policy: PasswordPolicy.create({ settings }),
      attempts,
    });
  });
  beforeEach(async () => {
    await knex('sso_accounts').delete();
    account = await find(await insertLocal(knex));
  });

  it('LOCAL-1 sets a password that the policy takes, and names the field of one that it does not', async () => {
    await set();
    expect(await verify(newPassword)).toBe('done');
    expect(await verify(password)).toBe('password-wrong');
    const refused = passwords.hash(account, 'ada@example.test', 'newPassword');
    await expect(refused).rejects.toThrow(FieldErrors);
    await expect(refused).rejects.toThrow(/^newPassword: /);
    expect(await verify(newPassword)).toBe('done');
    expect(await eventsOf(knex, account.id)).toEqual([]);
  });

  it('LOCAL-6 a new password ends sessions: all, or all but one', async () => {
    const left = async () =>
      (await knex('sso_sessions').orderBy('id').pluck('id')).map(String);
    const [, second] = await openSessions(2);
    await set({ exceptSession: second });
    expect(await left()).toEqual([second]);
    await set();
    expect(await left()).toEqual([]);
  });

  it('LOCAL-2 counts wrong current passwords together with those of the sign-in page', async () => {
    await attempts.reserve({ kind: 'account', accountId: account.id });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await verify('wrong')).toBe('password-wrong');
    }
    expect(await lockOf(knex, account.id)).toBe(60);
    expect(await verify(password)).toBe('password-wrong');
    await attempts.clear({ kind: 'account', accountId: account.id });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await verify(password)).toBe('done');
    }
    expect(await lockOf(knex, account.id)).toBeUndefined();
  });

  it('G13 does not count what the full queue did not look at', async () => {
    jest
      .spyOn(hasher, 'verify')
      .mockRejectedValueOnce(new RetryLaterError('too-many-attempts', 1));
    expect(await verify(password)).toBe('too-many-attempts');
    const [row] = await knex('sso_attempts').where({ account_id: account.id });
    expect(row.attempts).toBe(0);
    expect(await verify(password)).toBe('done');
  });

  it('USER-8 no password of an account of a provider is the right one', async () => {
    const provided = await find(
      await insertLocal(knex, 'bob', { source: 'okta' }),
    );
    expect(await verify(password, provided)).toBe('password-wrong');
    expect(await verify(password, { ...provided, source: 'local' })).toBe(
      'done',
    );
    expect(
      await verify(password, {
        ...provided,
        source: 'local',
        resetPending: true,
      }),
    ).toBe('password-wrong');
  });
});
