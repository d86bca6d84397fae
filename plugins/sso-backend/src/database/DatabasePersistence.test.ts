import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  insertAccount,
  insertConnection,
  later,
  NOW,
  persistenceOf,
  someAccount,
  someConnection,
  someGroup,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'DatabasePersistence, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
      await insertConnection(persistence, 'okta');
    });

    it('does not touch the tables when migrations are skipped', async () => {
      const empty = await databases.init(databaseId);
      await DatabasePersistence.create({
        database: mockServices.database({
          knex: empty,
          migrations: { skip: true },
        }),
        logger: mockServices.logger.mock(),
      });
      expect(await empty.schema.hasTable('sso_accounts')).toBe(false);
    });

    it('writes all of a transaction, and gives its value back', async () => {
      const id = await persistence.transaction(async stores => {
        const [account] = await stores.accounts.insert([someAccount('ada')]);
        await stores.groups.insert([someGroup('Red')]);
        const [red] = await stores.groups.findByTitles(['red']);
        await stores.groups.join(
          [{ accountId: account!.id, groupId: red.id, madeBy: 'okta' }],
          NOW,
        );
        return account!.id;
      });
      expect(await persistence.groups.listMemberships([id])).toHaveLength(1);
    });

    it('USER-11 writes nothing of a transaction that fails', async () => {
      await expect(
        persistence.transaction(async stores => {
          await stores.accounts.insert([someAccount('ada')]);
          await stores.connections.delete('okta', 'user:default/admin', NOW);
          throw new RangeError('Later step');
        }),
      ).rejects.toThrow(RangeError);
      expect(await persistence.accounts.findByUsernames(['ada'])).toEqual([]);
      expect(await persistence.connections.get('okta')).toBeDefined();
    });

    it('refuses stores of the outside within a transaction', async () => {
      await expect(
        persistence.transaction(() => persistence.connections.list()),
      ).rejects.toThrow('Inside a transaction');
      await expect(
        persistence.transaction(() =>
          persistence.transaction(async () => undefined),
        ),
      ).rejects.toThrow('Inside a transaction');
      expect(await persistence.connections.list()).toHaveLength(1);
    });

    it('USER-1 G20 gives one account to a person whose sign-ins run at once', async () => {
      const identity = { connectionId: 'okta', issuer: 'i', subject: 's' };
      const signIn = () =>
        persistence.transaction(async ({ accounts }) => {
          const [linked] = await accounts.findLinked([identity]);
          if (linked) {
            return linked.id;
          }
          const [account] = await accounts.insert([someAccount('ada')]);
          if (!account) {
            return 'taken';
          }
          await accounts.link([
            { ...identity, accountId: account.id, at: NOW },
          ]);
          return account.id;
        });
      const ids = await Promise.all(Array.from({ length: 10 }, signIn));
      expect(new Set(ids.filter(id => id !== 'taken')).size).toBe(1);
      expect(await signIn()).toBe(ids.find(id => id !== 'taken'));
      expect(await knex('sso_accounts')).toHaveLength(1);
    });

    it.each([
      ['NUL', 'a\0b'],
      ['half a character', 'a\ud800b'],
    ])('refuses texts with %s as a wrong input', async (_name, bad) => {
      const inputError = expect.objectContaining({ name: 'InputError' });
      const { accounts, connections, groups } = persistence;
      const refused: (() => Promise<unknown>)[] = [
        () => accounts.insert([someAccount('ada', { displayName: bad })]),
        () => accounts.findByEmails([bad]),
        () => accounts.findForPassword(bad),
        () =>
          accounts.findLinked([
            { connectionId: 'okta', issuer: 'i', subject: bad },
          ]),
        () => groups.insert([someGroup('Red', { category: bad })]),
        () => persistence.signIns.takeState(bad),
        () => accounts.list({ search: bad, now: NOW, limit: 1 }),
        () => persistence.attempts.clear(bad),
        () => persistence.pending.find({ bearerHash: bad, kind: 'proof' }),
        () => persistence.secondFactors.takeRecoveryCode('1', bad),
        () => persistence.overrides.findTest('okta', bad),
        () =>
          connections.insert({
            connection: someConnection({
              id: 'new',
              settings: { deep: [{ [bad]: 1 }] },
            }),
            action: 'created',
            changedPaths: [],
          }),
        () =>
          persistence.transaction(stores =>
            stores.accounts.insert([someAccount('ada', { idNumber: bad })]),
          ),
      ];
      for (const run of refused) {
        await expect(run()).rejects.toThrow(inputError);
      }
      expect(await knex('sso_accounts')).toEqual([]);
    });

    it('stores every other character', async () => {
      const text = 'Ünï 🔑 \u200b "\'; -- \\u0000 %_ \n\t \u0001 {}[]?$1';
      await insertAccount(persistence, 'ada', { displayName: text });
      const [account] = await persistence.accounts.findByUsernames(['ada']);
      expect(account.displayName).toBe(text);
      await persistence.accounts.updateFields(
        [{ accountId: account.id, email: text }],
        NOW,
      );
      expect(await persistence.accounts.findByEmails([text])).toHaveLength(1);
    });

    it('bears identities as long as providers may send', async () => {
      const accountId = await insertAccount(persistence, 'ada');
      // As many different characters as an index entry can hold in no way.
      const subject = Array.from({ length: 20_000 }, (_value, index) =>
        String.fromCodePoint(0x4e00 + index),
      ).join('');
      const key = { connectionId: 'okta', issuer: 'i', subject };
      const outcome = await persistence.accounts
        .link([{ ...key, accountId, at: NOW }])
        .catch((error: Error) => error.name);
      // SQLite takes it; PostgreSQL says clearly that it is too long.
      expect([[accountId], 'InputError']).toContainEqual(outcome);
      expect(await persistence.accounts.findLinked([key])).toHaveLength(1);
    });

    it('keeps values out of the messages of failed statements', async () => {
      await knex.schema.dropTable('sso_setup_keys');
      const error: Error = await persistence.setupKeys
        .insert({
          keyHash: 'the-hash-of-a-key',
          entityRef: 'user:default/admin',
          createdAt: NOW,
          expiresAt: later(1),
        })
        .then(
          () => new Error('It was stored'),
          reason => reason,
        );
      expect(error.message).toContain('sso_setup_keys');
      expect(`${error.stack}${JSON.stringify(error)}`).not.toContain(
        'the-hash-of-a-key',
      );
    });
  },
);
