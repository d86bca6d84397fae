import type { Knex } from 'knex';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  countStatements,
  createTestDatabases,
  insertAccount,
  insertConnection,
  later,
  NOW,
  persistenceOf,
  someAccount,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'DatabaseAccountStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
      await insertConnection(persistence, 'okta');
    });

    const identity = (subject: string) => ({
      connectionId: 'okta',
      issuer: 'https://okta.test',
      subject,
    });

    it('gives back what it was given', async () => {
      const [account] = await persistence.accounts.insert([
        someAccount('Ada', {
          email: 'Ada@Example.org',
          emailVerified: true,
          displayName: 'Ada Lovelace',
          givenName: 'Ada',
          familyName: 'Lovelace',
          idNumber: 'A-1',
          catalogOwned: true,
          state: 'disabled',
          passwordHash: '$argon2id$…',
        }),
      ]);
      const expected = {
        id: expect.stringMatching(/^\d+$/),
        username: 'Ada',
        entityRef: 'user:default/ada',
        catalogOwned: true,
        email: 'Ada@Example.org',
        emailVerified: true,
        displayName: 'Ada Lovelace',
        givenName: 'Ada',
        familyName: 'Lovelace',
        idNumber: 'A-1',
        source: 'local',
        state: 'disabled',
        passwordChangedAt: NOW,
        resetPending: false,
        lastActiveAt: undefined,
        createdAt: NOW,
        updatedAt: NOW,
      };
      expect(account).toEqual(expected);
      expect(await persistence.accounts.getByIds([account!.id])).toEqual([
        expected,
      ]);
    });

    it('finds accounts by texts in their normal form', async () => {
      const id = await insertAccount(persistence, 'Zoë  Doe', {
        entityRef: 'user:default/zoe',
        email: 'Zoe@Example.org',
        idNumber: 'ID 7',
      });
      const { accounts } = persistence;
      const found = await Promise.all([
        accounts.findByUsernames([' zoe\u0308 doe ']),
        accounts.findByEmails(['ZOE@example.ORG']),
        accounts.findByIdNumbers(['id\u00a07']),
        accounts.findByEntityRefs(['user:default/zoe']),
      ]);
      expect(found.map(list => list.map(account => account.id))).toEqual([
        [id],
        [id],
        [id],
        [id],
      ]);
      expect(await accounts.findByEmails(['', '   '])).toEqual([]);
      expect(await accounts.findByUsernames(['zoe'])).toEqual([]);
    });

    it('finds nothing for ids that no account can have', async () => {
      await insertAccount(persistence, 'ada');
      expect(
        await persistence.accounts.getByIds([
          '0',
          '-1',
          '1.0',
          '1 or 1=1',
          'x',
          '99999999999999999999',
        ]),
      ).toEqual([]);
    });

    it('leaves accounts out whose username, entity or verified email is taken', async () => {
      await insertAccount(persistence, 'ada', {
        email: 'ada@example.org',
        emailVerified: true,
      });
      const result = await persistence.accounts.insert([
        someAccount('ADA', { entityRef: 'user:default/other' }),
        someAccount('grace'),
        someAccount('other', { entityRef: 'user:default/ada' }),
        someAccount('Grace', { entityRef: 'user:default/grace2' }),
        someAccount('mail', { email: 'ADA@example.org', emailVerified: true }),
        someAccount('unverified', { email: 'ada@example.org' }),
      ]);
      expect(result.map(account => account?.username)).toEqual([
        undefined,
        'grace',
        undefined,
        undefined,
        undefined,
        'unverified',
      ]);
    });

    it('gives a username to one of 20 who want it at once', async () => {
      const results = await Promise.all(
        Array.from({ length: 20 }, (_value, index) =>
          persistence.accounts.insert([
            someAccount('ada', { entityRef: `user:default/ada-${index}` }),
          ]),
        ),
      );
      expect(results.flat().filter(Boolean)).toHaveLength(1);
      expect(await persistence.accounts.findByUsernames(['ada'])).toHaveLength(
        1,
      );
    });

    it('changes the fields that are given, and no others', async () => {
      const id = await insertAccount(persistence, 'ada', {
        email: 'ada@example.org',
        emailVerified: true,
        displayName: 'Ada',
        idNumber: '1',
      });
      const other = await insertAccount(persistence, 'eve');
      await persistence.accounts.updateFields(
        [{ accountId: id, displayName: 'Ada L.', familyName: 'Lovelace' }],
        later(1),
      );
      const [account] = await persistence.accounts.getByIds([id]);
      expect(account).toMatchObject({
        displayName: 'Ada L.',
        givenName: undefined,
        familyName: 'Lovelace',
        email: 'ada@example.org',
        emailVerified: true,
        idNumber: '1',
        createdAt: NOW,
        updatedAt: later(1),
      });
      const [untouched] = await persistence.accounts.getByIds([other]);
      expect(untouched.updatedAt).toEqual(NOW);
    });

    it('finds a changed email, and trusts it only when told so', async () => {
      const id = await insertAccount(persistence, 'ada', {
        email: 'old@example.org',
        emailVerified: true,
      });
      const { accounts } = persistence;
      await accounts.updateFields(
        [{ accountId: id, email: 'New@example.org' }],
        NOW,
      );
      expect(await accounts.findByEmails(['old@example.org'])).toEqual([]);
      expect(await accounts.findByEmails(['new@example.org'])).toEqual([
        expect.objectContaining({ emailVerified: false }),
      ]);
    });

    it('refuses a verified email that belongs to another account', async () => {
      await insertAccount(persistence, 'ada', {
        email: 'ada@example.org',
        emailVerified: true,
      });
      const eve = await insertAccount(persistence, 'eve');
      const change = { accountId: eve, email: 'Ada@example.org' };
      await expect(
        persistence.accounts.updateFields(
          [{ ...change, emailVerified: true }],
          NOW,
        ),
      ).rejects.toThrow(expect.objectContaining({ name: 'ConflictError' }));

      await persistence.accounts.updateFields([change], NOW);
      expect(
        await persistence.accounts.findByEmails(['ada@example.org']),
      ).toHaveLength(2);
    });

    it('touches accounts', async () => {
      const id = await insertAccount(persistence, 'ada');
      await persistence.accounts.touch([id], later(5));
      const [account] = await persistence.accounts.getByIds([id]);
      expect(account.updatedAt).toEqual(later(5));
    });

    it('runs as many statements for 200 accounts as for one', async () => {
      const { accounts } = persistence;
      const run = async (size: number) => {
        const people = Array.from({ length: size }, (_value, index) =>
          someAccount(`batch${size}-${index}`, { email: `${index}@x.test` }),
        );
        const ids = (await accounts.insert(people)).map(added => added!.id);
        const links = ids.map(accountId => ({
          ...identity(accountId),
          accountId,
          at: NOW,
        }));
        await accounts.link(links);
        await accounts.findLinked(links);
        await accounts.getByIds(ids);
        await accounts.findByEmails(people.map(person => person.email!));
        await accounts.findByUsernames(people.map(person => person.username));
        await accounts.findByEntityRefs(people.map(person => person.entityRef));
        await accounts.updateFields(
          ids.map(accountId => ({ accountId, displayName: 'New' })),
          NOW,
        );
        await accounts.touch(ids, NOW);
        expect(await accounts.findLinked(links)).toHaveLength(size);
      };
      const one = await countStatements(knex, () => run(1));
      expect(await countStatements(knex, () => run(200))).toBe(one);
    });

    it('bears empty batches', async () => {
      const { accounts } = persistence;
      expect(await accounts.insert([])).toEqual([]);
      expect(await accounts.link([])).toEqual([]);
      expect(await accounts.findLinked([])).toEqual([]);
      expect(await accounts.getByIds([])).toEqual([]);
      expect(await accounts.findByEmails([])).toEqual([]);
      expect(await accounts.hasPasswordAccount([])).toBe(false);
      await expect(accounts.updateFields([], NOW)).resolves.toBeUndefined();
      await expect(accounts.touch([], NOW)).resolves.toBeUndefined();
    });
  },
);
