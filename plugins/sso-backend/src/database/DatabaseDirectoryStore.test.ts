import type { Knex } from 'knex';
import type { DirectoryPage } from '../stores/DirectoryStore';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  countStatements,
  createTestDatabases,
  insertAccount,
  later,
  NOW,
  persistenceOf,
  someAccount,
  someGroup,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

/** Reads all pages. */
async function readAll<TItem>(
  read: (cursor: string | undefined) => Promise<DirectoryPage<TItem>>,
): Promise<TItem[][]> {
  const pages: TItem[][] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    pages.push(page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined && pages.length < 50);
  return pages;
}

describe.each(databases.eachSupportedId())(
  'DatabaseDirectoryStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
    });

    async function insertRemoved(
      kind: 'user' | 'group',
      name: string,
      removedAt = NOW,
    ) {
      await knex('sso_removed_entities').insert({
        kind,
        name,
        entity_ref: `${kind}:default/${name}`,
        former_id: 77,
        source: 'okta',
        removed_at: removedAt,
      });
    }

    const users = (limit: number, changedSince?: Date) =>
      readAll(cursor =>
        persistence.directory.readUsers({ cursor, limit, changedSince }),
      );

    it('GROUP-6 reads people with their groups', async () => {
      const ada = await insertAccount(persistence, 'ada', {
        displayName: 'Ada Lovelace',
        email: 'ada@example.org',
        emailVerified: true,
      });
      // Nobody proved this email, so the Catalog does not get to know it.
      await insertAccount(persistence, 'eve', { email: 'eve@example.org' });
      await insertAccount(persistence, 'owned', { catalogOwned: true });
      await persistence.groups.insert([
        someGroup('Red', { category: 'Teams' }),
        someGroup('Blue', { kind: 'course' }),
      ]);
      const groups = await persistence.groups.findByTitles(['red', 'blue']);
      await persistence.groups.join(
        groups.flatMap(group => [
          { accountId: ada, groupId: group.id, madeBy: 'okta' },
          { accountId: ada, groupId: group.id, madeBy: 'local' },
        ]),
        NOW,
      );
      expect(await users(10)).toEqual([
        [
          {
            entityRef: 'user:default/ada',
            removed: false,
            accountId: ada,
            source: 'local',
            username: 'ada',
            displayName: 'Ada Lovelace',
            email: 'ada@example.org',
            memberOf: ['group:default/blue', 'group:default/red'],
          },
          expect.objectContaining({
            entityRef: 'user:default/eve',
            memberOf: [],
          }),
        ],
      ]);
      const page = await persistence.directory.readGroups({ limit: 10 });
      expect(page).toEqual({
        items: [
          {
            entityRef: 'group:default/blue',
            removed: false,
            groupId: groups[0].id,
            title: 'Blue',
            kind: 'course',
            category: undefined,
            source: 'okta',
          },
          {
            entityRef: 'group:default/red',
            removed: false,
            groupId: groups[1].id,
            title: 'Red',
            kind: 'team',
            category: 'Teams',
            source: 'okta',
          },
        ],
        nextCursor: undefined,
      });
    });

    it.each([1, 2, 3, 5, 7, 8, 100])(
      'GROUP-6 reads everybody once with %i on a page',
      async limit => {
        // Several changed at the same moment.
        const seconds = [3, 1, 2, 2, 2];
        await persistence.accounts.insert(
          seconds.map((second, index) =>
            someAccount(`user${index}`, { at: later(second) }),
          ),
        );
        await insertRemoved('user', 'gone1', later(9));
        await insertRemoved('user', 'gone2', later(9));
        await insertRemoved('group', 'gone3', later(9));
        const pages = await users(limit);
        expect(pages.every(page => page.length <= limit)).toBe(true);
        expect(pages.flat().map(user => [user.username, user.removed])).toEqual(
          [
            ['user1', false],
            ['user2', false],
            ['user3', false],
            ['user4', false],
            ['user0', false],
            ['gone1', true],
            ['gone2', true],
          ],
        );
      },
    );

    it('GROUP-6 reads only what changed at or after a moment', async () => {
      await insertAccount(persistence, 'before', { at: later(1) });
      await insertAccount(persistence, 'at', { at: later(2) });
      await insertAccount(persistence, 'after', { at: later(3) });
      await insertRemoved('user', 'gone-before', later(1));
      await insertRemoved('user', 'gone-at', later(2));
      for (const limit of [1, 10]) {
        const read = (await users(limit, later(2))).flat();
        expect(read.map(user => user.username)).toEqual([
          'at',
          'after',
          'gone-at',
        ]);
      }
    });

    it('GROUP-6 does not skip anybody when somebody changes between pages', async () => {
      await persistence.accounts.insert(
        [1, 2, 3, 4].map(second =>
          someAccount(`user${second}`, { at: later(second) }),
        ),
      );
      const first = await persistence.directory.readUsers({ limit: 2 });
      const [early] = await persistence.accounts.findByUsernames(['user1']);
      await persistence.accounts.touch([early.id], later(10));
      const second = await persistence.directory.readUsers({
        limit: 10,
        cursor: first.nextCursor,
      });
      expect(second.items.map(user => user.username)).toEqual([
        'user3',
        'user4',
        'user1',
      ]);
    });

    it('does not call an entity removed that is there again', async () => {
      await insertRemoved('user', 'ada');
      await insertRemoved('user', 'owned');
      await insertRemoved('group', 'red');
      await insertRemoved('group', 'blue');
      await insertAccount(persistence, 'ada');
      await insertAccount(persistence, 'owned', { catalogOwned: true });
      await persistence.groups.insert([someGroup('Red')]);
      const read = (await users(10)).flat();
      expect(read.map(user => [user.entityRef, user.removed])).toEqual([
        ['user:default/ada', false],
        ['user:default/owned', true],
      ]);
      const { items } = await persistence.directory.readGroups({ limit: 10 });
      expect(items.map(group => [group.entityRef, group.removed])).toEqual([
        ['group:default/red', false],
        ['group:default/blue', true],
      ]);
    });

    it('pages through groups', async () => {
      await persistence.groups.insert(
        ['A', 'B', 'C'].map(title => someGroup(title)),
      );
      await insertRemoved('group', 'gone');
      const pages = await readAll(cursor =>
        persistence.directory.readGroups({ cursor, limit: 2 }),
      );
      expect(pages.flat().map(group => group.title)).toEqual([
        'A',
        'B',
        'C',
        'gone',
      ]);
    });

    it.each([
      '',
      'x',
      '!!!',
      Buffer.from('{}').toString('base64url'),
      Buffer.from('["present",1]').toString('base64url'),
      Buffer.from('["other",1,1]').toString('base64url'),
      Buffer.from('["present","1",1]').toString('base64url'),
      Buffer.from('["present",1,1.5]').toString('base64url'),
      Buffer.from('["present",-1,1]').toString('base64url'),
      Buffer.from('["present",9e15,1]').toString('base64url'),
    ])('refuses the cursor %j', async cursor => {
      for (const read of [
        persistence.directory.readUsers({ cursor, limit: 1 }),
        persistence.directory.readGroups({ cursor, limit: 1 }),
      ]) {
        await expect(read).rejects.toThrow(
          expect.objectContaining({ name: 'InputError' }),
        );
      }
    });

    it('runs as many statements for a page of 200 as for one of 1', async () => {
      await persistence.accounts.insert(
        Array.from({ length: 201 }, (_value, index) =>
          someAccount(`user${index}`),
        ),
      );
      const count = (limit: number) =>
        countStatements(knex, () => persistence.directory.readUsers({ limit }));
      expect(await count(200)).toBe(await count(1));
    });
  },
);
