import type { Knex } from 'knex';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  insertAccount,
  later,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'passwords of accounts, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
    });

    it('finds the password of a username or of an email that is unique', async () => {
      const { accounts } = persistence;
      const ada = await insertAccount(persistence, 'ada', {
        email: 'ada@example.org',
      });
      await accounts.setPasswordHash(ada, 'hash', later(1));
      for (const text of ['ADA', ' ada@Example.org']) {
        expect(await accounts.findForPassword(text)).toEqual({
          account: expect.objectContaining({ id: ada }),
          passwordHash: 'hash',
        });
      }
      expect(await accounts.findForPassword('')).toBeUndefined();
      expect(await accounts.findForPassword('eve')).toBeUndefined();

      await insertAccount(persistence, 'twin', {
        email: 'ada@example.org',
        passwordHash: 'other',
      });
      expect(await accounts.findForPassword('ada@example.org')).toBeUndefined();
      expect(await accounts.findForPassword('ada')).toBeDefined();
    });

    it('does not let an account of a provider hide a password', async () => {
      const ada = await insertAccount(persistence, 'ada', {
        email: 'ada@example.org',
        passwordHash: 'hash',
      });
      await insertAccount(persistence, 'ada@example.org', {
        entityRef: 'user:default/ada-example.org',
        email: 'ada@example.org',
      });
      expect(
        await persistence.accounts.findForPassword('ada@example.org'),
      ).toEqual({
        account: expect.objectContaining({ id: ada }),
        passwordHash: 'hash',
      });
    });

    it('knows whether an administrator can sign in with a password', async () => {
      await insertAccount(persistence, 'plain');
      await insertAccount(persistence, 'off', {
        passwordHash: 'hash',
        state: 'disabled',
      });
      const { accounts } = persistence;
      const refs = ['user:default/plain', 'user:default/off'];
      expect(await accounts.hasPasswordAccount(refs)).toBe(false);
      await insertAccount(persistence, 'admin', { passwordHash: 'hash' });
      expect(
        await accounts.hasPasswordAccount([...refs, 'user:default/admin']),
      ).toBe(true);
    });
  },
);
