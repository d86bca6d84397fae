import type { Knex } from 'knex';
import type {
  NewSession,
  ProviderSessionSelector,
} from '../stores/SessionStore';
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
  'DatabaseSessionStore, %s',
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
      expect(await persistence.sessions.activate(id, tokenHash, life)).toBe(
        true,
      );
      return id;
    }

    it('gives back what it was given once it is activated', async () => {
      const id = await persistence.sessions.insert(
        someSession(accountId, {
          way: 'sso',
          secondFactor: 'byProvider',
          address: '192.0.2.1',
          userAgent: 'Firefox',
          connectionId: 'okta',
          issuer: 'https://okta.test',
          providerSessionId: 'sid',
          providerPrincipalHash: 'principal',
          providerMemory: { keyId: 'key', ciphertext: 'sealed' },
        }),
      );
      expect(
        await persistence.sessions.findActive('hash', NOW),
      ).toBeUndefined();
      await persistence.sessions.activate(id, 'hash', life);
      expect(await persistence.sessions.findActive('hash', later(1))).toEqual({
        id,
        accountId,
        way: 'sso',
        secondFactor: 'byProvider',
        address: '192.0.2.1',
        userAgent: 'Firefox',
        connectionId: 'okta',
        issuer: 'https://okta.test',
        providerSessionId: 'sid',
        providerPrincipalHash: 'principal',
        providerMemory: { keyId: 'key', ciphertext: 'sealed' },
        createdAt: NOW,
        lastSeenAt: later(1),
        idleExpiresAt: later(100),
        expiresAt: later(1000),
      });
    });

    it('OPS-6 knows the way of a session that a replica of an older release made', async () => {
      const okta = await activeSession('okta', 'okta');
      const local = await activeSession('local');
      // Such a replica leaves the column to its default.
      expect(await knex('sso_sessions').distinct().pluck('way')).toEqual([
        'local',
      ]);
      const { findActive } = persistence.sessions;
      expect(await findActive('okta', NOW)).toMatchObject({
        id: okta,
        way: 'sso',
      });
      expect(await findActive('local', NOW)).toMatchObject({
        id: local,
        way: 'local',
      });
    });

    it('G01 activates a session once, also when many try at once', async () => {
      const id = await persistence.sessions.insert(someSession(accountId));
      const results = await Promise.all(
        Array.from({ length: 20 }, (_value, index) =>
          persistence.sessions.activate(id, `hash${index}`, life),
        ),
      );
      expect(results.filter(Boolean)).toHaveLength(1);
      const found = await Promise.all(
        results.map((_value, index) =>
          persistence.sessions.findActive(`hash${index}`, later(1)),
        ),
      );
      expect(found.filter(Boolean)).toHaveLength(1);
    });

    it('does not activate what has expired, is unknown or no id', async () => {
      const { sessions } = persistence;
      const id = await sessions.insert(someSession(accountId));
      expect(
        await sessions.activate(id, 'hash', { ...life, at: later(60) }),
      ).toBe(false);
      expect(await sessions.activate('4711', 'hash', life)).toBe(false);
      expect(await sessions.activate('x', 'hash', life)).toBe(false);
      expect(await sessions.activate(id, 'hash', life)).toBe(true);
    });

    it('ends a session at both of its limits', async () => {
      const { sessions } = persistence;
      const id = await activeSession('hash');
      expect(await sessions.findActive('hash', later(99))).toBeDefined();
      expect(await sessions.findActive('hash', later(100))).toBeUndefined();
      await sessions.touch(id, later(99), later(5000));
      expect(await sessions.findActive('hash', later(999))).toMatchObject({
        lastSeenAt: later(99),
        idleExpiresAt: later(5000),
      });
      expect(await sessions.findActive('hash', later(1000))).toBeUndefined();
    });

    it('ends a session by its bearer value, once', async () => {
      const id = await activeSession('hash');
      await activeSession('other');
      expect(await persistence.sessions.end('hash')).toMatchObject({ id });
      expect(await persistence.sessions.end('hash')).toBeUndefined();
      expect(
        await persistence.sessions.findActive('hash', later(1)),
      ).toBeUndefined();
      expect(
        await persistence.sessions.findActive('other', later(1)),
      ).toBeDefined();
    });

    it('ends the sessions of an SSO connection and no others', async () => {
      await activeSession('a', 'okta');
      await activeSession('b', 'okta');
      await activeSession('local');
      expect(await persistence.sessions.endByConnection('okta')).toBe(2);
      expect(await persistence.sessions.findActive('a', NOW)).toBeUndefined();
      expect(await persistence.sessions.findActive('local', NOW)).toBeDefined();
    });

    it('SAML-9 ends by the provider what is named, and gives it back', async () => {
      await insertConnection(persistence, 'entra');
      const { sessions } = persistence;
      const add = (overrides: Partial<NewSession>) =>
        sessions.insert(
          someSession(accountId, {
            connectionId: 'okta',
            issuer: 'idp',
            providerPrincipalHash: 'ada',
            ...overrides,
          }),
        );
      const one = await add({ providerSessionId: 's1' });
      const two = await add({ providerSessionId: 's2' });
      const without = await add({});
      const others = [
        await add({ providerPrincipalHash: 'bob', providerSessionId: 's1' }),
        await add({ issuer: 'other' }),
        await add({ connectionId: 'entra' }),
        await add({ connectionId: undefined }),
      ];
      const okta = { connectionId: 'okta', issuer: 'idp' };
      const end = async (selector: Partial<ProviderSessionSelector>) =>
        (await sessions.endByProvider({ ...okta, ...selector }))
          .map(({ id }) => id)
          .sort();

      expect(await end({})).toEqual([]);
      expect(await end({ providerSessionIds: [] })).toEqual([]);
      expect(
        await end({ principalHash: 'ada', providerSessionIds: ['s1', 's7'] }),
      ).toEqual([one]);
      expect(await end({ principalHash: 'ada' })).toEqual(
        [two, without].sort(),
      );
      expect(
        (await knex('sso_sessions').orderBy('id')).map(({ id }) => String(id)),
      ).toEqual(others);
      expect(await end({ providerSessionIds: ['s1'] })).toEqual([others[0]]);
    });

    it('ends the sessions of an account that is deleted', async () => {
      await activeSession('hash');
      await knex('sso_accounts').where({ id: accountId }).delete();
      expect(
        await persistence.sessions.findActive('hash', NOW),
      ).toBeUndefined();
    });

    it('refuses a session of an SSO connection that was deleted meanwhile', async () => {
      await persistence.connections.delete('okta', 'user:default/admin', NOW);
      await expect(
        persistence.sessions.insert(
          someSession(accountId, { connectionId: 'okta' }),
        ),
      ).rejects.toThrow(expect.objectContaining({ name: 'ConflictError' }));
    });

    it('removes what has expired', async () => {
      await activeSession('hash');
      await persistence.sessions.insert(someSession(accountId));
      expect(await persistence.sessions.deleteExpired(later(59))).toBe(0);
      expect(await persistence.sessions.deleteExpired(later(60))).toBe(1);
      expect(await persistence.sessions.deleteExpired(later(100))).toBe(1);
      expect(await knex('sso_sessions')).toEqual([]);
    });
  },
);
