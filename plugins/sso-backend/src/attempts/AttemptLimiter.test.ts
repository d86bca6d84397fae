import type { Knex } from 'knex';
import {
  createTestDatabases,
  insertAccount,
  later,
  NOW,
  persistenceOf,
} from '../database/__testUtils__/stores';
import type { DatabasePersistence } from '../database/DatabasePersistence';
import { AttemptLimiter, type AttemptSubject } from './AttemptLimiter';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const limit = { lock: 60_000, maxLock: 3_600_000, memory: 86_400_000 };
const settings = {
  accountAttempts: { ...limit, attempts: 3 },
  addressAttempts: { ...limit, attempts: 5 },
};

describe.each(databases.eachSupportedId())('AttemptLimiter, %s', engine => {
  let knex: Knex;
  let persistence: DatabasePersistence;
  let limiter: AttemptLimiter;
  let now: Date;

  beforeEach(async () => {
    now = NOW;
    knex = await databases.init(engine);
    persistence = await persistenceOf(knex);
    limiter = AttemptLimiter.create({ persistence, settings, now: () => now });
  });

  /** How many of 20 attempts in parallel are looked at. */
  async function count(subject: AttemptSubject): Promise<number> {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => limiter.reserve(subject)),
    );
    return results.filter(Boolean).length;
  }

  const name = (text: string) => ({ kind: 'name', name: text } as const);
  const address = (text: string) =>
    ({ kind: 'address', address: text } as const);

  it('LOCAL-2 G12 counts attempts on an account, and on a name that nobody has, alike', async () => {
    const accountId = await insertAccount(persistence, 'ada');
    expect(await count({ kind: 'account', accountId })).toBe(3);
    expect(await count(name('nobody'))).toBe(3);
    expect(await limiter.lockOf(accountId)).toEqual(later(60));
    expect(await limiter.lockOf('4711')).toBeUndefined();
    now = later(60);
    expect(await limiter.lockOf(accountId)).toBeUndefined();
    expect(await count({ kind: 'account', accountId })).toBe(3);
  });

  it('LOCAL-2 counts a name however it is written', async () => {
    expect(await count(name('Nobody'))).toBe(3);
    expect(await count(name(' ＮＯＢＯＤＹ '))).toBe(0);
    expect(await count(name('nobody2'))).toBe(3);
  });

  it('G13 counts an address, and a network of IPv6 as one', async () => {
    expect(await count(address('192.0.2.1'))).toBe(5);
    expect(await count(address('::ffff:192.0.2.1'))).toBe(0);
    expect(await count(address('192.0.2.2'))).toBe(5);
    expect(await count(address('2001:db8::1'))).toBe(5);
    expect(await count(address('2001:db8::ffff:2'))).toBe(0);
    expect(await count(address('2001:db8:0:1::1'))).toBe(5);
  });

  it('keeps subjects apart that have the same text', async () => {
    const accountId = await insertAccount(persistence, 'ada');
    expect(await count({ kind: 'account', accountId })).toBe(3);
    expect(await count(name(accountId))).toBe(3);
    expect(await count(address(accountId))).toBe(5);
    expect(await knex('sso_attempts')).toHaveLength(3);
    expect(await knex('sso_attempts').whereNotNull('account_id')).toHaveLength(
      1,
    );
  });

  it('takes a right attempt back, and forgets all after a sign-in', async () => {
    const subject = name('nobody');
    for (let index = 0; index < 10; index++) {
      expect(await limiter.reserve(subject)).toBe(true);
      await limiter.refund(subject);
    }
    expect(await count(subject)).toBe(3);
    expect(await limiter.clear(subject)).toBe(true);
    expect(await limiter.clear(subject)).toBe(false);
    expect(await count(subject)).toBe(3);
  });

  it('forgets nothing when the sign-in fails in the end', async () => {
    const accountId = await insertAccount(persistence, 'ada');
    const subject = { kind: 'account', accountId } as const;
    await count(subject);
    await expect(
      persistence.transaction(async stores => {
        expect(await limiter.lockOf(accountId, stores)).toEqual(later(60));
        expect(await limiter.clear(subject, stores)).toBe(true);
        throw new Error('Later step');
      }),
    ).rejects.toThrow('Later step');
    expect(await limiter.reserve(subject)).toBe(false);
  });

  it('stores neither names nor addresses', async () => {
    await limiter.reserve(name('findable'));
    await limiter.reserve(address('192.0.2.1'));
    const dump = JSON.stringify(await knex('sso_attempts'));
    expect(dump).not.toMatch(/findable|192\.0/);
  });
});
