import type { Knex } from 'knex';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  insertConnection,
  later,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const admin = 'user:default/admin';

describe.each(databases.eachSupportedId())(
  'DatabaseOverrideStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
      await insertConnection(persistence, 'okta');
      await insertConnection(persistence, 'entra');
    });

    const pending = (connectionId: string, seconds = 0) => ({
      connectionId,
      armedBy: admin,
      armedAt: later(seconds),
      revertsAt: later(seconds + 600),
    });
    const confirmed = (connectionId: string, seconds = 0) => ({
      ...pending(connectionId, seconds),
      revertsAt: undefined,
    });

    it('CONN-5 has one that is pending at most', async () => {
      const { overrides } = persistence;
      expect(await overrides.list()).toEqual([]);
      await overrides.arm(pending('okta'));
      await overrides.arm(pending('entra', 5));
      expect(await overrides.list()).toEqual([pending('entra', 5)]);
    });

    it('CONN-7 confirms the pending one, in place of the confirmed one', async () => {
      const { overrides } = persistence;
      expect(await overrides.confirm('okta', NOW)).toBe(false);
      await overrides.arm(pending('okta'));
      expect(await overrides.confirm('entra', NOW)).toBe(false);
      expect(await overrides.confirm('okta', later(600))).toBe(false);
      expect(await overrides.list()).toEqual([pending('okta')]);
      expect(await overrides.confirm('okta', later(599))).toBe(true);
      expect(await overrides.confirm('okta', later(599))).toBe(false);
      expect(await overrides.list()).toEqual([confirmed('okta')]);

      await overrides.arm(pending('entra', 5));
      expect(await overrides.list()).toEqual([
        confirmed('okta'),
        pending('entra', 5),
      ]);
      expect(await overrides.confirm('entra', later(6))).toBe(true);
      expect(await overrides.list()).toEqual([confirmed('entra', 5)]);
    });

    it('CONN-7 G20 confirms once, whoever else does it at the same moment', async () => {
      const { overrides } = persistence;
      await overrides.arm(pending('okta'));
      const results = await Promise.all(
        Array.from({ length: 10 }, () => overrides.confirm('okta', NOW)),
      );
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await overrides.list()).toEqual([confirmed('okta')]);
    });

    it('CONN-7 reverts what nobody has confirmed in time, once', async () => {
      const { overrides } = persistence;
      await overrides.arm(pending('okta'));
      await overrides.confirm('okta', NOW);
      await overrides.arm(pending('entra'));
      expect(await overrides.revert(later(599))).toBeUndefined();
      const results = await Promise.all(
        Array.from({ length: 10 }, () => overrides.revert(later(600))),
      );
      expect(results.filter(Boolean)).toEqual([pending('entra')]);
      expect(await overrides.list()).toEqual([confirmed('okta')]);
      expect(await overrides.revert(later(9999))).toBeUndefined();
    });

    it('CONN-7 is switched off for one SSO connection', async () => {
      const { overrides } = persistence;
      expect(await overrides.disarm('okta')).toBe(false);
      await overrides.arm(pending('okta'));
      await overrides.confirm('okta', NOW);
      await overrides.arm(pending('entra'));
      expect(await overrides.disarm('entra')).toBe(true);
      expect(await overrides.list()).toEqual([confirmed('okta')]);
      await overrides.arm(pending('okta'));
      expect(await overrides.disarm('okta')).toBe(true);
      expect(await overrides.list()).toEqual([]);
    });

    it('CONN-7 remembers the newest test of each administrator', async () => {
      const { overrides } = persistence;
      const test = {
        connectionId: 'okta',
        testedBy: admin,
        version: 1,
        testedAt: NOW,
      };
      await overrides.recordTest(test);
      await overrides.recordTest({ ...test, testedBy: 'user:default/eve' });
      await overrides.recordTest({ ...test, version: 2, testedAt: later(5) });
      expect(await overrides.findTest('okta', admin)).toEqual({
        ...test,
        version: 2,
        testedAt: later(5),
      });
      expect(await overrides.findTest('okta', 'user:default/eve')).toEqual({
        ...test,
        testedBy: 'user:default/eve',
      });
      expect(await overrides.findTest('entra', admin)).toBeUndefined();
    });

    it('goes with its SSO connection', async () => {
      const { overrides, connections } = persistence;
      await overrides.arm(pending('okta'));
      await overrides.recordTest({
        connectionId: 'okta',
        testedBy: admin,
        version: 1,
        testedAt: NOW,
      });
      await connections.delete('okta', admin, NOW);
      expect(await overrides.list()).toEqual([]);
      expect(await overrides.findTest('okta', admin)).toBeUndefined();
      await expect(overrides.arm(pending('okta'))).rejects.toThrow(
        expect.objectContaining({ name: 'ConflictError' }),
      );
    });
  },
);
