import type { Knex } from 'knex';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  insertAccount,
  insertConnection,
  later,
  NOW,
  persistenceOf,
  someSession,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const life = {
  at: later(1),
  idleExpiresAt: later(100),
  expiresAt: later(1000),
};

describe.each(databases.eachSupportedId())(
  'sessions of accounts, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;
    let accountId: string;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
      await insertConnection(persistence, 'okta');
      accountId = await insertAccount(persistence, 'ada');
    });

    async function activeSession(tokenHash: string, connectionId?: string) {
      const id = await persistence.sessions.insert(
        someSession(accountId, { connectionId }),
      );
      await persistence.sessions.activate(id, tokenHash, life);
      return id;
    }

    it('lists the open sessions of an account, the newest first', async () => {
      const { sessions } = persistence;
      const eve = await insertAccount(persistence, 'eve');
      const first = await activeSession('first');
      const newer = await sessions.insert(
        someSession(accountId, { createdAt: later(5) }),
      );
      const waiting = await sessions.insert(someSession(accountId));
      const foreign = await sessions.insert(someSession(eve));
      await sessions.activate(newer, 'newer', life);
      await sessions.activate(foreign, 'foreign', life);
      const list = async (now: Date) =>
        (await sessions.listOfAccount(accountId, now)).map(({ id }) => id);
      expect(await list(later(1))).toEqual([newer, first]);
      await sessions.touch(newer, later(1), later(5000));
      expect(await list(later(100))).toEqual([newer]);
      expect(await list(later(1000))).toEqual([]);
      expect(await sessions.listOfAccount('x', NOW)).toEqual([]);
      expect(waiting).toEqual(expect.any(String));
    });

    it('G13 lists 200 of them at most, and finds each one', async () => {
      const { sessions } = persistence;
      const oldest = await activeSession('oldest');
      await knex('sso_sessions')
        .where({ id: oldest })
        .update({ created_at: new Date(0) });
      const waiting = await sessions.insert(someSession(accountId));
      for (let index = 0; index < 200; index += 1) {
        await activeSession(`hash ${index}`);
      }
      const list = await sessions.listOfAccount(accountId, NOW);
      expect(list).toHaveLength(200);
      expect(list.map(({ id }) => id)).not.toContain(oldest);
      const find = (id: string, of = accountId, now = NOW) =>
        sessions.findOfAccount(of, id, now);
      expect(await find(oldest)).toMatchObject({ id: oldest, accountId });
      const eve = await insertAccount(persistence, 'eve');
      expect(await find(oldest, eve)).toBeUndefined();
      expect(await find(waiting)).toBeUndefined();
      expect(await find('x')).toBeUndefined();
      expect(await find(oldest, accountId, later(1000))).toBeUndefined();
    });

    it('G16 ends a session of an account for that account only, once', async () => {
      const { sessions } = persistence;
      const eve = await insertAccount(persistence, 'eve');
      const id = await activeSession('hash');
      expect(await sessions.endOfAccount(eve, id)).toBeUndefined();
      expect(await sessions.findActive('hash', NOW)).toBeDefined();
      expect(await sessions.endOfAccount(accountId, id)).toMatchObject({ id });
      expect(await sessions.endOfAccount(accountId, id)).toBeUndefined();
    });

    it('G16 ends all sessions of an account, those that wait too, but one', async () => {
      const { sessions } = persistence;
      const eve = await insertAccount(persistence, 'eve');
      const kept = await activeSession('kept');
      await activeSession('okta', 'okta');
      await sessions.insert(someSession(accountId));
      await sessions.insert(someSession(eve));
      expect(await sessions.endAllOfAccount(accountId, { except: kept })).toBe(
        2,
      );
      expect(await sessions.endAllOfAccount(accountId)).toBe(1);
      expect(await knex('sso_sessions').pluck('account_id')).toEqual([
        expect.anything(),
      ]);
      expect(await sessions.endAllOfAccount(eve)).toBe(1);
    });

    it('ends the sessions of an account that were made by a link', async () => {
      const { sessions } = persistence;
      const local = await activeSession('local');
      const okta = { connectionId: 'okta', issuer: 'idp' };
      await sessions.insert(someSession(accountId, okta));
      const other = await sessions.insert(
        someSession(accountId, { ...okta, issuer: 'other' }),
      );
      expect(await sessions.endAllOfAccount(accountId, okta)).toBe(1);
      expect(
        (await knex('sso_sessions').orderBy('id')).map(({ id }) => String(id)),
      ).toEqual([local, other]);
    });

    it('notes that a second factor was proved', async () => {
      const id = await activeSession('hash');
      await activeSession('other');
      await persistence.sessions.setSecondFactor(id, 'proven');
      const { findActive } = persistence.sessions;
      expect(await findActive('hash', NOW)).toMatchObject({
        secondFactor: 'proven',
      });
      expect(await findActive('other', NOW)).toMatchObject({
        secondFactor: undefined,
      });
    });
  },
);
