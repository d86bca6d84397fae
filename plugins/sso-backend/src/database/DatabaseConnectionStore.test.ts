import type { Knex } from 'knex';
import type {
  ConnectionChange,
  StoredConnection,
} from '../stores/ConnectionStore';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  countStatements,
  createTestDatabases,
  insertAccount,
  insertConnection,
  later,
  NOW,
  persistenceOf,
  someConnection,
  someSession,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

const secret = (ciphertext: string) => ({
  sealed: { keyId: 'key', ciphertext },
  fingerprint: '0123456789abcdef',
  setAt: NOW,
});

const change = (
  connection: StoredConnection,
  overrides: Partial<ConnectionChange> = {},
): ConnectionChange => ({
  connection,
  action: 'updated',
  changedPaths: ['displayName'],
  ...overrides,
});

describe.each(databases.eachSupportedId())(
  'DatabaseConnectionStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
    });

    it('gives back what it was given', async () => {
      const full = someConnection({
        icon: 'okta',
        hidden: true,
        active: false,
        secondFactor: 'unlessProven',
        comment: 'For staff',
        loginSuccessRedirect: '/catalog',
        settings: { issuer: 'https://okta.test', scopes: ['a', 'b'], n: 1 },
        updatedAt: later(1),
        secrets: { clientSecret: secret('c'), privateKey: secret('p') },
      });
      await persistence.connections.insert(change(full));
      expect(await persistence.connections.get('okta')).toEqual(full);

      const plain = someConnection({ id: 'entra' });
      await persistence.connections.insert(change(plain));
      expect(await persistence.connections.list()).toEqual([
        full,
        { ...plain, order: 1 },
      ]);
      expect(await persistence.connections.get('google')).toBeUndefined();
    });

    it('refuses an id that exists, without breaking the transaction', async () => {
      await insertConnection(persistence, 'okta');
      await persistence.transaction(async ({ connections }) => {
        await expect(
          connections.insert(change(someConnection())),
        ).rejects.toThrow(expect.objectContaining({ name: 'ConflictError' }));
        await connections.insert(change(someConnection({ id: 'entra' })));
      });
      expect(await persistence.connections.get('entra')).toBeDefined();
      expect(await persistence.connections.listVersions('okta')).toHaveLength(
        1,
      );
    });

    it('CONN-12 replaces a connection of the version that was read', async () => {
      await persistence.connections.insert(
        change(
          someConnection({
            comment: 'old',
            secrets: { clientSecret: secret('c'), privateKey: secret('p') },
          }),
        ),
      );
      const next = someConnection({
        displayName: 'New',
        version: 2,
        updatedAt: later(9),
        secrets: { clientSecret: secret('new') },
      });
      expect(await persistence.connections.update(change(next), 1)).toBe(true);
      expect(await persistence.connections.get('okta')).toEqual(next);

      const late = someConnection({ displayName: 'Late', version: 2 });
      expect(await persistence.connections.update(change(late), 1)).toBe(false);
      const unknown = someConnection({ id: 'x', version: 2 });
      expect(await persistence.connections.update(change(unknown), 1)).toBe(
        false,
      );
      expect(await persistence.connections.get('okta')).toEqual(next);
      expect(
        (await persistence.connections.listVersions('okta')).map(
          version => version.version,
        ),
      ).toEqual([2, 1]);
    });

    it('CONN-12 G20 lets one of many changes at once win', async () => {
      await insertConnection(persistence, 'okta');
      const results = await Promise.all(
        Array.from({ length: 10 }, (_value, index) =>
          persistence.connections.update(
            change(
              someConnection({
                displayName: `${index}`,
                version: 2,
                secrets: { clientSecret: secret(`${index}`) },
              }),
            ),
            1,
          ),
        ),
      );
      expect(results.filter(Boolean)).toHaveLength(1);
      const winner = await persistence.connections.get('okta');
      // Never the settings of one with the secrets of another.
      expect(winner?.secrets.clientSecret.sealed.ciphertext).toBe(
        winner?.displayName,
      );
    });

    it('CONN-2 orders connections, and a change keeps the order', async () => {
      for (const id of ['a', 'b', 'c']) {
        await insertConnection(persistence, id);
      }
      const ids = async () =>
        (await persistence.connections.list()).map(({ id }) => id);
      expect(await ids()).toEqual(['a', 'b', 'c']);
      await persistence.connections.setOrder(['c', 'unknown', 'a', 'b']);
      expect(await ids()).toEqual(['c', 'a', 'b']);
      await persistence.connections.update(
        change(someConnection({ id: 'c', order: 99, version: 2 })),
        1,
      );
      expect(await ids()).toEqual(['c', 'a', 'b']);
      const one = await countStatements(knex, () =>
        persistence.connections.setOrder(['a']),
      );
      expect(
        await countStatements(knex, () =>
          persistence.connections.setOrder(['a', 'b', 'c']),
        ),
      ).toBe(one);
    });

    it('CONN-2 deletes what belongs to a connection and keeps its history', async () => {
      await persistence.connections.insert(
        change(someConnection({ secrets: { clientSecret: secret('c') } }), {
          action: 'created',
          changedPaths: ['issuer', 'clientSecret'],
        }),
      );
      await insertConnection(persistence, 'entra');
      const accountId = await insertAccount(persistence, 'ada');
      for (const connectionId of ['okta', 'entra']) {
        await persistence.accounts.link([
          { connectionId, issuer: 'i', subject: 's', accountId, at: NOW },
        ]);
        await persistence.sessions.insert(
          someSession(accountId, { connectionId }),
        );
        await persistence.signIns.insertState({
          stateHash: connectionId,
          connectionId,
          browserHash: 'b',
          ticketBinding: 't',
          memory: { keyId: 'k', ciphertext: 'm' },
          createdAt: NOW,
          expiresAt: later(60),
        });
      }

      const by = 'user:default/admin';
      const { connections } = persistence;
      expect(await connections.delete('okta', by, later(1))).toBe(true);
      expect(await connections.delete('okta', by, later(2))).toBe(false);

      for (const table of [
        'sso_secrets',
        'sso_identities',
        'sso_sessions',
        'sso_sign_in_states',
      ]) {
        const owners = await knex(table).pluck('connection_id');
        expect({ table, owners }).toEqual({
          table,
          owners: table === 'sso_secrets' ? [] : ['entra'],
        });
      }
      expect(await persistence.accounts.getByIds([accountId])).toHaveLength(1);
      expect(await connections.get('okta')).toBeUndefined();
      expect(await connections.listVersions('okta')).toEqual([
        {
          version: 2,
          action: 'deleted',
          changedAt: later(1),
          changedBy: by,
          changedPaths: [],
        },
        {
          version: 1,
          action: 'created',
          changedAt: NOW,
          changedBy: by,
          changedPaths: ['issuer', 'clientSecret'],
        },
      ]);
    });

    it('CONN-12 goes on counting versions when an id is used again', async () => {
      const { connections } = persistence;
      expect(await connections.lastVersion('okta')).toBe(0);
      await insertConnection(persistence, 'okta');
      await connections.delete('okta', 'user:default/admin', NOW);
      expect(await connections.lastVersion('okta')).toBe(2);

      await expect(
        connections.insert(change(someConnection({ version: 2 }))),
      ).rejects.toThrow(expect.objectContaining({ name: 'ConflictError' }));
      expect(await connections.get('okta')).toBeUndefined();
      await connections.insert(change(someConnection({ version: 3 })));
      expect(await connections.lastVersion('okta')).toBe(3);
    });

    it('reads any number of connections with one statement', async () => {
      for (const id of ['a', 'b', 'c']) {
        await insertConnection(persistence, id);
      }
      expect(
        await countStatements(knex, () => persistence.connections.list()),
      ).toBe(1);
    });
  },
);
