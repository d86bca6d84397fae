import type { Knex } from 'knex';
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
const HOUR = 3600;

describe.each(databases.eachSupportedId())(
  'states of accounts, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;
    let ada: string;
    let eve: string;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
      ada = await insertAccount(persistence, 'ada', { passwordHash: 'hash' });
      eve = await insertAccount(persistence, 'eve', { passwordHash: 'hash' });
    });

    async function read(id: string) {
      const [account] = await persistence.accounts.getByIds([id]);
      return account;
    }

    it('G15 withdraw a password for good, until there is a new one', async () => {
      const { accounts } = persistence;
      expect(await accounts.getPasswordHash(ada)).toBe('hash');
      await accounts.withdrawPassword(ada, later(1));
      expect(await read(ada)).toMatchObject({
        resetPending: true,
        updatedAt: later(1),
      });
      expect(await accounts.getPasswordHash(ada)).toBeUndefined();
      expect(await accounts.findForPassword('ada')).toEqual({
        account: expect.objectContaining({ id: ada, resetPending: true }),
        passwordHash: undefined,
      });
      expect(await accounts.hasPasswordAccount(['user:default/ada'])).toBe(
        true,
      );

      // LOCAL-2: a provider proves the person; the old password stays gone.
      await accounts.markActive([ada], later(2), { clearReset: true });
      expect(await read(ada)).toMatchObject({ resetPending: false });
      expect(await accounts.getPasswordHash(ada)).toBeUndefined();
      expect(await accounts.hasPasswordAccount(['user:default/ada'])).toBe(
        false,
      );

      await accounts.withdrawPassword(ada, later(3));
      await accounts.setPasswordHash(ada, 'new', later(4));
      expect(await read(ada)).toMatchObject({
        resetPending: false,
        passwordChangedAt: later(4),
      });
      expect(await accounts.getPasswordHash(ada)).toBe('new');
      expect(await accounts.getPasswordHash(eve)).toBe('hash');
      expect(await accounts.getPasswordHash('x')).toBeUndefined();
    });

    it('remember the last use to the hour', async () => {
      const { accounts } = persistence;
      expect((await read(ada)).lastActiveAt).toBeUndefined();
      await accounts.markActive([ada], NOW);
      await accounts.markActive([ada], later(HOUR - 1));
      expect(await read(ada)).toMatchObject({
        lastActiveAt: NOW,
        // The Catalog need not read it again.
        updatedAt: NOW,
      });
      await accounts.markActive([ada, eve], later(HOUR));
      expect((await read(ada)).lastActiveAt).toEqual(later(HOUR));
      expect((await read(eve)).lastActiveAt).toEqual(later(HOUR));
      await accounts.markActive([], later(3 * HOUR));
      expect((await read(ada)).lastActiveAt).toEqual(later(HOUR));
    });

    it('LOCAL-2 drop a pending reset only where that is asked for', async () => {
      const { accounts } = persistence;
      await accounts.markActive([ada, eve], NOW);
      await accounts.withdrawPassword(ada, NOW);
      await accounts.withdrawPassword(eve, NOW);
      await accounts.markActive([ada], later(1));
      expect((await read(ada)).resetPending).toBe(true);
      // Also within the hour.
      await accounts.markActive([ada], later(1), { clearReset: true });
      expect((await read(ada)).resetPending).toBe(false);
      expect((await read(eve)).resetPending).toBe(true);
    });

    it('say whether they were changed', async () => {
      const { accounts } = persistence;
      expect(await accounts.setState(ada, 'active', later(1))).toBe(false);
      expect((await read(ada)).updatedAt).toEqual(NOW);
      expect(await accounts.setState(ada, 'disabled', later(2))).toBe(true);
      expect(await read(ada)).toMatchObject({
        state: 'disabled',
        updatedAt: later(2),
      });
      expect((await read(eve)).state).toBe('active');
      const results = await Promise.all(
        Array.from({ length: 10 }, () =>
          accounts.setState(ada, 'active', later(3)),
        ),
      );
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await accounts.setState('x', 'active', NOW)).toBe(false);
    });

    it('USER-8 USER-10 change the source of accounts', async () => {
      const { accounts } = persistence;
      await accounts.setSource([ada], 'okta', later(1));
      expect(await read(ada)).toMatchObject({
        source: 'okta',
        updatedAt: later(1),
      });
      expect((await read(eve)).source).toBe('local');
      await accounts.setSource([ada, eve], 'local', later(2));
      expect((await read(ada)).source).toBe('local');
      await accounts.setSource([], 'okta', later(3));
      expect((await read(eve)).source).toBe('local');
    });

    it('USER-8 do not let a password that works no more hide one that does', async () => {
      const { accounts } = persistence;
      const email = 'ada@example.org';
      await accounts.updateFields(
        [
          { accountId: ada, email },
          { accountId: eve, email },
        ],
        NOW,
      );
      expect(await accounts.findForPassword(email)).toBeUndefined();
      await accounts.setSource([eve], 'okta', NOW);
      expect(await accounts.findForPassword(email)).toMatchObject({
        account: { id: ada },
      });
    });

    it('list links, and lose them one by one', async () => {
      await insertConnection(persistence, 'okta');
      const { accounts } = persistence;
      const identity = { connectionId: 'okta', issuer: 'https://okta.test' };
      await accounts.link([
        { ...identity, subject: '1', accountId: ada, at: NOW },
        { ...identity, subject: '2', accountId: ada, at: later(1) },
        { ...identity, subject: '3', accountId: eve, at: NOW },
      ]);
      const links = await accounts.listLinks(ada);
      expect(links).toEqual([
        {
          ...identity,
          id: expect.stringMatching(/^\d+$/),
          subject: '1',
          accountId: ada,
          linkedAt: NOW,
        },
        expect.objectContaining({ subject: '2', linkedAt: later(1) }),
      ]);
      const [first] = links;
      // Nobody takes away the link of another account.
      expect(await accounts.removeLink(eve, first.id)).toBeUndefined();
      expect(await accounts.removeLink(ada, 'x')).toBeUndefined();
      const results = await Promise.all(
        Array.from({ length: 10 }, () => accounts.removeLink(ada, first.id)),
      );
      expect(results.filter(Boolean)).toEqual([first]);
      expect(await accounts.listLinks(ada)).toEqual([links[1]]);
      expect(await accounts.listLinks('x')).toEqual([]);
      expect(await knex('sso_identities')).toHaveLength(2);
    });
  },
);
