import type { Knex } from 'knex';
import type { AttemptLimit } from '../stores/AttemptStore';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  countStatements,
  createTestDatabases,
  insertAccount,
  later,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

const limit: AttemptLimit = {
  attempts: 3,
  lock: 60_000,
  maxLock: 200_000,
  memory: 3_600_000,
};

describe.each(databases.eachSupportedId())(
  'DatabaseAttemptStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
    });

    const reserve = (key: string, now: Date, accountId?: string) =>
      persistence.attempts.reserve(key, accountId, limit, now);

    /** Uses all attempts up. @returns the end of the lock */
    async function lock(key: string, now: Date, accountId?: string) {
      expect(await reserve(key, now, accountId)).toEqual({ allowed: true });
      expect(await reserve(key, now, accountId)).toEqual({ allowed: true });
      const last = await reserve(key, now, accountId);
      expect(last.allowed).toBe(true);
      expect(await reserve(key, now, accountId)).toEqual({ allowed: false });
      return last.lockedUntil;
    }

    it('LOCAL-2 locks with the attempt that reaches the limit, for longer each time', async () => {
      expect(await lock('a', NOW)).toEqual(later(60));
      expect(await reserve('a', later(59))).toEqual({ allowed: false });
      expect(await lock('a', later(60))).toEqual(later(180));
      expect(await reserve('a', later(179))).toEqual({ allowed: false });
      // From here on as long as it may be.
      expect(await lock('a', later(180))).toEqual(later(380));
      expect(await lock('a', later(380))).toEqual(later(580));
      expect(await reserve('b', NOW)).toEqual({ allowed: true });
    });

    it('LOCAL-2 forgets attempts and locks after a time without any', async () => {
      await lock('a', NOW);
      expect(await lock('a', later(3600))).toEqual(later(3660));

      await reserve('b', NOW);
      await reserve('b', NOW);
      await lock('b', later(3600));
    });

    it('LOCAL-2 G12 counts every attempt of 100 in parallel', async () => {
      const results = await Promise.all(
        Array.from({ length: 100 }, () => reserve('a', NOW)),
      );
      expect(results.filter(({ allowed }) => allowed)).toHaveLength(3);
      expect(results.filter(({ lockedUntil }) => lockedUntil)).toEqual([
        { allowed: true, lockedUntil: later(60) },
      ]);
      expect(await knex('sso_attempts')).toHaveLength(1);
    });

    it('counts by one statement, and writes nothing while locked', async () => {
      expect(await countStatements(knex, () => reserve('a', NOW))).toBe(1);
      await reserve('a', NOW);
      await reserve('a', NOW);
      const before = await knex('sso_attempts');
      expect(await countStatements(knex, () => reserve('a', later(9)))).toBe(1);
      expect(await knex('sso_attempts')).toEqual(before);
    });

    it('takes an attempt back, with the lock that it set', async () => {
      const { attempts } = persistence;
      await lock('a', NOW);
      await attempts.refund('a');
      const again = await reserve('a', later(1));
      // As long as the lock would have been without the one taken back.
      expect(again).toEqual({ allowed: true, lockedUntil: later(61) });
      expect(await reserve('a', later(1))).toEqual({ allowed: false });

      await reserve('b', NOW);
      for (let index = 0; index < 3; index++) {
        await attempts.refund('b');
      }
      await attempts.refund('unknown');
      await lock('b', NOW);
    });

    it('LOCAL-2 forgets everything when asked to', async () => {
      const { attempts } = persistence;
      await lock('a', NOW);
      await lock('a', later(60));
      expect(await attempts.clear('a')).toBe(true);
      expect(await attempts.clear('a')).toBe(false);
      expect(await lock('a', later(61))).toEqual(later(121));

      await reserve('b', NOW);
      await attempts.refund('b');
      expect(await attempts.clear('b')).toBe(false);
    });

    it('locks at once where one attempt is all', async () => {
      const once = { ...limit, attempts: 1 };
      const { attempts } = persistence;
      expect(await attempts.reserve('a', undefined, once, NOW)).toEqual({
        allowed: true,
        lockedUntil: later(60),
      });
      expect(await attempts.reserve('a', undefined, once, later(60))).toEqual({
        allowed: true,
        lockedUntil: later(180),
      });
    });

    it('bears long locks that double for ever', async () => {
      const long = { ...limit, attempts: 1, lock: 86_400_000, maxLock: 864e5 };
      const { attempts } = persistence;
      await attempts.reserve('a', undefined, long, NOW);
      await knex('sso_attempts').update({ locks: 1_000_000 });
      expect(
        await attempts.reserve('a', undefined, long, later(86_399)),
      ).toEqual({ allowed: false });
      await knex('sso_attempts').update({ expires_at: later(1e6) });
      expect(
        await attempts.reserve('a', undefined, long, later(86_400)),
      ).toEqual({ allowed: true, lockedUntil: later(172_800) });
    });

    it('knows the locks of accounts, while they last', async () => {
      const { attempts } = persistence;
      const [ada, eve, bob] = await Promise.all(
        ['ada', 'eve', 'bob'].map(name => insertAccount(persistence, name)),
      );
      await lock('a', NOW, ada);
      await lock('address', NOW);
      await reserve('e', NOW, eve);
      const locks = (now: Date) => attempts.findLocks([ada, eve, bob], now);
      expect(await locks(later(59))).toEqual(new Map([[ada, later(60)]]));
      expect(await locks(later(60))).toEqual(new Map());
      expect(await attempts.findLocks([], NOW)).toEqual(new Map());
      expect(await attempts.findLocks(['x'], NOW)).toEqual(new Map());
    });

    it('goes with its account', async () => {
      const ada = await insertAccount(persistence, 'ada');
      await reserve('a', NOW, ada);
      await knex('sso_accounts').delete();
      expect(await knex('sso_attempts')).toEqual([]);
      await expect(reserve('a', NOW, ada)).rejects.toThrow(
        expect.objectContaining({ name: 'ConflictError' }),
      );
    });

    it('removes what has expired', async () => {
      await reserve('a', NOW);
      await reserve('b', later(1));
      expect(await persistence.attempts.deleteExpired(later(3599))).toBe(0);
      expect(await persistence.attempts.deleteExpired(later(3600))).toBe(1);
      expect(await knex('sso_attempts').pluck('key_hash')).toEqual(['b']);
    });
  },
);
