import type { Knex } from 'knex';
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

describe.each(databases.eachSupportedId())(
  'DatabaseGroupStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
    });

    it('gives back what it was given', async () => {
      await persistence.groups.insert([
        someGroup('Platform Team', {
          entityRef: 'group:default/platform-team',
          category: 'Single sign-on',
          kind: 'course',
          at: later(3),
        }),
        someGroup('Plain'),
      ]);
      const [group] = await persistence.groups.findByTitles([
        ' platform  TEAM',
        '',
      ]);
      expect(group).toEqual({
        id: expect.stringMatching(/^\d+$/),
        title: 'Platform Team',
        entityRef: 'group:default/platform-team',
        kind: 'course',
        category: 'Single sign-on',
        source: 'okta',
        updatedAt: later(3),
      });
      expect(
        await persistence.groups.findByEntityRefs(['group:default/plain']),
      ).toEqual([
        expect.objectContaining({ title: 'Plain', category: undefined }),
      ]);
    });

    it('leaves groups out whose title or entity is taken', async () => {
      await persistence.groups.insert([someGroup('Red')]);
      await persistence.groups.insert([
        someGroup('RED', { entityRef: 'group:default/other', source: 'x' }),
        someGroup('Other', { entityRef: 'group:default/red', source: 'x' }),
        someGroup('Blue'),
        someGroup('blue', { entityRef: 'group:default/blue2' }),
      ]);
      const groups = await knex('sso_groups').orderBy('id').pluck('title');
      expect(groups).toEqual(['Red', 'Blue']);
    });

    it('makes one group and one category when many want them at once', async () => {
      await Promise.all(
        Array.from({ length: 20 }, () =>
          persistence.groups.insert([
            someGroup('Red', { category: 'Teams' }),
            someGroup('Blue', { category: 'TEAMS' }),
          ]),
        ),
      );
      expect(await knex('sso_groups')).toHaveLength(2);
      expect(await knex('sso_group_categories')).toHaveLength(1);
    });

    it('joins and leaves, and knows who made each membership', async () => {
      const ada = await insertAccount(persistence, 'ada');
      const eve = await insertAccount(persistence, 'eve');
      await persistence.groups.insert([someGroup('Red'), someGroup('Blue')]);
      const [red, blue] = await persistence.groups.findByTitles([
        'red',
        'blue',
      ]);
      const adaRed = { accountId: ada, groupId: red.id, madeBy: 'okta' };
      const adaRedLocal = { ...adaRed, madeBy: 'local' };
      const adaBlue = { ...adaRed, groupId: blue.id };
      const eveRed = { ...adaRed, accountId: eve };
      const { groups } = persistence;
      await groups.join([adaRed, adaRedLocal, adaBlue, eveRed], NOW);
      await groups.join([adaRed, eveRed, eveRed], later(1));

      const list = async (ids: string[]) =>
        (await groups.listMemberships(ids)).map(({ group, ...membership }) => {
          expect(group.id).toBe(membership.groupId);
          return membership;
        });
      expect(await list([ada])).toHaveLength(3);
      expect(await list([ada])).toEqual(
        expect.arrayContaining([adaRed, adaRedLocal, adaBlue]),
      );

      await groups.leave([adaRed, adaBlue, { ...eveRed, madeBy: 'local' }]);
      expect(await list([ada])).toEqual([adaRedLocal]);
      expect(await list([eve])).toEqual([eveRed]);
      expect(await list([])).toEqual([]);
    });

    it('removes memberships with their account', async () => {
      const ada = await insertAccount(persistence, 'ada');
      await persistence.groups.insert([someGroup('Red')]);
      const [red] = await persistence.groups.findByTitles(['red']);
      await persistence.groups.join(
        [{ accountId: ada, groupId: red.id, madeBy: 'okta' }],
        NOW,
      );
      await knex('sso_accounts').where({ id: ada }).delete();
      expect(await knex('sso_memberships')).toEqual([]);
    });

    it('refuses a membership of an account that does not exist', async () => {
      await persistence.groups.insert([someGroup('Red')]);
      const [red] = await persistence.groups.findByTitles(['red']);
      await expect(
        persistence.groups.join(
          [{ accountId: '4711', groupId: red.id, madeBy: 'okta' }],
          NOW,
        ),
      ).rejects.toThrow(expect.objectContaining({ name: 'ConflictError' }));
    });

    it('runs as many statements for 200 entries as for one', async () => {
      const run = async (size: number) => {
        const numbers = Array.from({ length: size }, (_value, index) => index);
        const people = await persistence.accounts.insert(
          numbers.map(index => someAccount(`user${size}-${index}`)),
        );
        const titles = numbers.map(index => `Group ${size} ${index}`);
        const { groups } = persistence;
        await groups.insert(
          titles.map((title, index) =>
            someGroup(title, {
              entityRef: `group:default/${size}-${index}`,
              category: `Category ${index}`,
            }),
          ),
        );
        const found = await groups.findByTitles(titles);
        expect(found).toHaveLength(size);
        const memberships = found.map((group, index) => ({
          accountId: people[index]!.id,
          groupId: group.id,
          madeBy: 'okta',
        }));
        await groups.join(memberships, NOW);
        const ids = people.map(account => account!.id);
        expect(await groups.listMemberships(ids)).toHaveLength(size);
        await groups.leave(memberships);
        expect(await groups.listMemberships(ids)).toEqual([]);
      };
      const one = await countStatements(knex, () => run(1));
      expect(await countStatements(knex, () => run(200))).toBe(one);
    });

    it('bears empty batches', async () => {
      const { groups } = persistence;
      await groups.insert([]);
      await groups.join([], NOW);
      await groups.leave([]);
      expect(await groups.findByTitles([])).toEqual([]);
      expect(await knex('sso_groups')).toEqual([]);
    });
  },
);
