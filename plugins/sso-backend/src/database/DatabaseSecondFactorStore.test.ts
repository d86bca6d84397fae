import type { Knex } from 'knex';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  insertAccount,
  later,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const secret = { keyId: 'key', ciphertext: 'sealed' };
const other = { keyId: 'key', ciphertext: 'other' };

describe.each(databases.eachSupportedId())(
  'DatabaseSecondFactorStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;
    let accountId: string;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
      accountId = await insertAccount(persistence, 'ada');
    });

    /** What lists of accounts say of it. */
    async function isListed() {
      const { accounts } = await persistence.accounts.list({
        state: 'secondFactor',
        now: NOW,
        limit: 10,
      });
      return accounts.some(({ account }) => account.id === accountId);
    }

    it('LOCAL-4 counts once it is confirmed, and cannot be replaced then', async () => {
      const { secondFactors } = persistence;
      const begin = (sealed: typeof secret) =>
        secondFactors.begin({ accountId, secret: sealed, at: NOW });
      expect(await secondFactors.find(accountId)).toBeUndefined();
      expect(await begin(secret)).toBe(true);
      expect(await begin(other)).toBe(true);
      expect(await secondFactors.find(accountId)).toEqual({
        accountId,
        secret: other,
        confirmedAt: undefined,
        lastStep: 0,
      });
      expect(await secondFactors.findConfirmed([accountId])).toEqual(new Set());
      expect(await secondFactors.takeStep(accountId, 5)).toBe(false);
      expect(await isListed()).toBe(false);

      expect(await secondFactors.confirm(accountId, 7, later(1))).toBe(true);
      expect(await secondFactors.confirm(accountId, 8, later(2))).toBe(false);
      expect(await begin(secret)).toBe(false);
      expect(await secondFactors.find(accountId)).toEqual({
        accountId,
        secret: other,
        confirmedAt: later(1),
        lastStep: 7,
      });
      expect(await secondFactors.findConfirmed([accountId, '4711'])).toEqual(
        new Set([accountId]),
      );
      expect(await isListed()).toBe(true);
    });

    it('G14 takes a code of a time step once, also when many bring it at once', async () => {
      const { secondFactors } = persistence;
      await secondFactors.begin({ accountId, secret, at: NOW });
      await secondFactors.confirm(accountId, 7, NOW);
      expect(await secondFactors.takeStep(accountId, 7)).toBe(false);
      const results = await Promise.all(
        Array.from({ length: 20 }, () => secondFactors.takeStep(accountId, 9)),
      );
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await secondFactors.takeStep(accountId, 8)).toBe(false);
      expect(await secondFactors.takeStep(accountId, 10)).toBe(true);
      expect(await secondFactors.takeStep('4711', 10)).toBe(false);
    });

    it('G14 takes a recovery code once, of its account only', async () => {
      const { secondFactors } = persistence;
      const eve = await insertAccount(persistence, 'eve');
      await secondFactors.replaceRecoveryCodes(accountId, ['old'], NOW);
      await secondFactors.replaceRecoveryCodes(accountId, ['a', 'b'], NOW);
      await secondFactors.replaceRecoveryCodes(eve, ['c'], NOW);
      expect(await secondFactors.countRecoveryCodes(accountId)).toBe(2);
      expect(await secondFactors.takeRecoveryCode(accountId, 'old')).toBe(
        false,
      );
      expect(await secondFactors.takeRecoveryCode(accountId, 'c')).toBe(false);
      const results = await Promise.all(
        Array.from({ length: 20 }, () =>
          secondFactors.takeRecoveryCode(accountId, 'a'),
        ),
      );
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await secondFactors.countRecoveryCodes(accountId)).toBe(1);
      await secondFactors.replaceRecoveryCodes(accountId, [], NOW);
      expect(await secondFactors.countRecoveryCodes(accountId)).toBe(0);
      expect(await secondFactors.countRecoveryCodes(eve)).toBe(1);
    });

    it('LOCAL-4 goes with its recovery codes', async () => {
      const { secondFactors } = persistence;
      expect(await secondFactors.remove(accountId)).toBe(false);
      await secondFactors.begin({ accountId, secret, at: NOW });
      // One that never counted is not one that was taken off.
      expect(await secondFactors.remove(accountId)).toBe(false);
      expect(await secondFactors.find(accountId)).toBeUndefined();

      await secondFactors.begin({ accountId, secret, at: NOW });
      await secondFactors.confirm(accountId, 7, NOW);
      await secondFactors.replaceRecoveryCodes(accountId, ['a'], NOW);
      expect(await secondFactors.remove(accountId)).toBe(true);
      expect(await secondFactors.find(accountId)).toBeUndefined();
      expect(await secondFactors.countRecoveryCodes(accountId)).toBe(0);
      expect(await isListed()).toBe(false);
      expect(await secondFactors.begin({ accountId, secret, at: NOW })).toBe(
        true,
      );
    });

    it('goes with its account', async () => {
      const { secondFactors } = persistence;
      await secondFactors.begin({ accountId, secret, at: NOW });
      await secondFactors.replaceRecoveryCodes(accountId, ['a'], NOW);
      await knex('sso_accounts').delete();
      expect(await knex('sso_second_factors')).toEqual([]);
      expect(await knex('sso_recovery_codes')).toEqual([]);
      for (const gone of [accountId, 'x']) {
        await expect(
          secondFactors.begin({ accountId: gone, secret, at: NOW }),
        ).rejects.toThrow(expect.objectContaining({ name: 'ConflictError' }));
      }
    });

    it('is confirmed as a whole or not at all', async () => {
      await persistence.secondFactors.begin({ accountId, secret, at: NOW });
      await expect(
        persistence.transaction(async stores => {
          await stores.secondFactors.confirm(accountId, 7, NOW);
          throw new Error('Later step');
        }),
      ).rejects.toThrow('Later step');
      expect(await isListed()).toBe(false);
      expect(
        await persistence.secondFactors.findConfirmed([accountId]),
      ).toEqual(new Set());
    });
  },
);
