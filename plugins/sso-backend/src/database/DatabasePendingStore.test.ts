import type { Knex } from 'knex';
import type { PendingStep } from '../stores/PendingStore';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  insertAccount,
  insertConnection,
  later,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'DatabasePendingStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;
    let step: PendingStep;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
      await insertConnection(persistence, 'okta');
      step = {
        bearerHash: 'hash',
        kind: 'secondFactor',
        accountId: await insertAccount(persistence, 'ada'),
        connectionId: 'okta',
        memory: { keyId: 'key', ciphertext: 'sealed' },
        expiresAt: later(60),
      };
    });

    const key = { bearerHash: 'hash', kind: 'secondFactor' } as const;

    it('G01 gives a step to one of 20 who ask at once', async () => {
      await persistence.pending.insert(step);
      expect(await persistence.pending.find(key)).toEqual(step);
      const results = await Promise.all(
        Array.from({ length: 20 }, () => persistence.pending.take(key)),
      );
      expect(results.filter(Boolean)).toEqual([step]);
      expect(await persistence.pending.find(key)).toBeUndefined();
    });

    it('gives back a step that belongs to nobody', async () => {
      const { pending } = persistence;
      const plain = { ...step, accountId: undefined, connectionId: undefined };
      await pending.insert(plain);
      expect(await pending.find(key)).toEqual(plain);
      expect(await pending.take(key)).toEqual(plain);
    });

    it('G01 gives no step for another kind or value', async () => {
      const { pending } = persistence;
      await pending.insert(step);
      expect(await pending.take({ ...key, kind: 'proof' })).toBeUndefined();
      expect(await pending.find({ ...key, kind: 'errand' })).toBeUndefined();
      expect(
        await pending.take({ ...key, bearerHash: 'HASH' }),
      ).toBeUndefined();
      expect(await pending.take(key)).toEqual(step);
    });

    it('goes with the account, and with the SSO connection', async () => {
      const { pending } = persistence;
      await pending.insert({ ...step, connectionId: undefined });
      await pending.insert({
        ...step,
        bearerHash: 'other',
        accountId: undefined,
      });
      await knex('sso_accounts').delete();
      expect(await knex('sso_pending').pluck('bearer_hash')).toEqual(['other']);
      await knex('sso_connections').delete();
      expect(await knex('sso_pending')).toEqual([]);
      await expect(pending.insert(step)).rejects.toThrow(
        expect.objectContaining({ name: 'ConflictError' }),
      );
    });

    it('G15 drops the steps of one kind that an account has', async () => {
      const { pending } = persistence;
      const accountId = await insertAccount(persistence, 'eve');
      const steps: Array<Partial<PendingStep>> = [
        { kind: 'passwordReset' },
        { kind: 'passwordReset' },
        { kind: 'errand' },
        { kind: 'passwordReset', accountId },
        { kind: 'passwordReset', accountId: undefined },
      ];
      for (const [index, changes] of steps.entries()) {
        await pending.insert({ ...step, bearerHash: `${index}`, ...changes });
      }
      const ada = step.accountId!;
      expect(await pending.deleteOfAccount(ada, 'passwordReset')).toBe(2);
      expect(await pending.deleteOfAccount(ada, 'passwordReset')).toBe(0);
      expect(await pending.deleteOfAccount('x', 'passwordReset')).toBe(0);
      expect(
        await knex('sso_pending').orderBy('bearer_hash').pluck('bearer_hash'),
      ).toEqual(['2', '3', '4']);
    });

    it('removes what has expired', async () => {
      await persistence.pending.insert(step);
      await persistence.pending.insert({
        ...step,
        bearerHash: 'later',
        expiresAt: later(61),
      });
      expect(await persistence.pending.deleteExpired(NOW)).toBe(0);
      expect(await persistence.pending.deleteExpired(later(60))).toBe(1);
      expect(await knex('sso_pending').pluck('bearer_hash')).toEqual(['later']);
    });
  },
);
