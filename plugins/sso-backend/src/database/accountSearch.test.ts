import type { Knex } from 'knex';
import type { AccountQuery, NewAccount } from '../stores/AccountStore';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  insertPeople,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const limit = { attempts: 1, lock: 60_000, maxLock: 60_000, memory: 60_000 };

describe.each(databases.eachSupportedId())(
  'searches for accounts, %s',
  engine => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(engine);
      persistence = await persistenceOf(knex);
    });

    const page = (query: Partial<AccountQuery>) =>
      persistence.accounts.list({ now: NOW, limit: 50, ...query });

    async function names(query: Partial<AccountQuery> = {}): Promise<string[]> {
      const { accounts } = await page(query);
      return accounts.map(({ account }) => account.username);
    }

    const insert = (people: Record<string, Partial<NewAccount>>) =>
      insertPeople(persistence, people);

    const lock = (accountId: string) =>
      persistence.attempts.reserve(`key ${accountId}`, accountId, limit, NOW);

    /** Many accounts: `person-000` and so on. */
    const crowd = (count: number, overrides: Partial<NewAccount> = {}) =>
      Object.fromEntries(
        Array.from({ length: count }, (_value, index) => [
          `person-${String(index).padStart(3, '0')}`,
          overrides,
        ]),
      );

    it('finds by the beginning of the username, email and names', async () => {
      await insert({
        ada: { displayName: 'Countess Lovelace', familyName: 'King' },
        bob: { email: 'Lover@Example.org' },
        carl: { familyName: 'LOVE' },
        love_1: { displayName: 'Love', email: 'love@x.test' },
        eve: { givenName: 'Lovely', displayName: 'A love' },
      });
      expect(await names({ search: 'love' })).toEqual([
        'bob',
        'carl',
        'love_1',
      ]);
      expect(await names({ search: ' COUNTESS  love' })).toEqual(['ada']);
      expect(await names({ search: 'king' })).toEqual(['ada']);
      expect(await names({ search: 'lover@EXAMPLE' })).toEqual(['bob']);
      expect(await names({ search: 'lovex' })).toEqual([]);
      expect(await names({ search: '  ' })).toHaveLength(5);
      await persistence.accounts.updateFields(
        [
          {
            accountId: (
              await persistence.accounts.findByUsernames(['carl'])
            )[0].id,
            familyName: 'Hate',
          },
        ],
        NOW,
      );
      expect(await names({ search: 'love' })).toEqual(['bob', 'love_1']);
      expect(await names({ search: 'hate' })).toEqual(['carl']);
    });

    it.each([
      ['%', ['%a']],
      ['_', ['_a']],
      ['%a', ['%a']],
      ['zoë', ['Zoë']],
      ['zoe\u0308', ['Zoë']],
      ['ＺＯＥ', ['zoe']],
      ['🔑', ['🔑1', '🔑2']],
      ['Ж', ['жук']],
      ["'", ["'; --"]],
      ['\u{10ffff}', []],
    ])('finds %j literally', async (search, expected) => {
      await insert({
        '%a': {},
        _a: {},
        ba: {},
        Zoë: {},
        zoe: {},
        '🔑1': {},
        '🔑2': {},
        жук: {},
        "'; --": {},
      });
      expect(await names({ search })).toEqual(expected);
    });

    it('finds names that are longer than an index can hold', async () => {
      const displayName = Array.from({ length: 3000 }, (_value, index) =>
        String.fromCodePoint(0x4e00 + index),
      ).join('');
      await insert({ long: { displayName } });
      expect(await names({ search: displayName.slice(0, 150) })).toEqual([
        'long',
      ]);
      expect(await names({ search: displayName.slice(0, 300) })).toEqual([
        'long',
      ]);
      expect(await names({ search: displayName.slice(1, 150) })).toEqual([]);
    });

    it('looks at 200 of each kind, and says when there are more', async () => {
      const people = crowd(202, { familyName: 'Smith' });
      const ids = await insert({ ...people, smith: { source: 'okta' } });
      const search = await page({ search: 'smith', limit: 10 });
      expect(search).toMatchObject({ limited: true });
      expect(search.accounts).toHaveLength(10);
      // Also when nothing is left of those that were looked at.
      expect(await page({ search: 'person', source: 'okta' })).toEqual({
        accounts: [],
        nextCursor: undefined,
        limited: true,
      });
      expect(await page({ search: 'person-00' })).toMatchObject({
        limited: false,
      });
      await Promise.all(Object.values(ids).map(id => lock(id)));
      expect(await page({ state: 'locked' })).toMatchObject({ limited: true });
    });
  },
);
