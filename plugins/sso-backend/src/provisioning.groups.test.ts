import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  connect,
  readDirectory,
  signInAs,
  traceOf,
  usePortal,
} from './__testUtils__/portalFixture';
import { refusalOf } from './__testUtils__/signInFlow';
import {
  createTestDatabases,
  insertAccount,
  mainEngine,
  persistenceOf,
  someGroup,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const groups = (policy: Record<string, string>) => ({
  policy: { groups: policy },
});

describe.each(mainEngine(databases))('groups on %s', engine => {
  const fixture = usePortal(databases, engine, {
    catalog: catalogServiceMock({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Group',
          metadata: { name: 'owners' },
          spec: {},
        },
      ],
    }),
  });

  const memberOf = async () =>
    [...(await readDirectory(fixture.portal)).users[0].memberOf].sort();
  /** Signs in with this claim, and says which groups that leads to. */
  async function groupsAfter(id: string, claim: unknown): Promise<string[]> {
    const page = await signInAs(fixture, id, { groups: claim });
    expect(refusalOf(page)).toEqual({});
    return memberOf();
  }
  const refs = (...names: string[]) =>
    names.map(name => `group:default/${name}`);
  const titles = async () =>
    (await readDirectory(fixture.portal)).groups.map(({ title }) => title);

  it.each([
    ['one value', 'Team A', ['team-a']],
    ['a list', ['Team A', 'Team B'], ['team-a', 'team-b']],
    ['a list with duplicates', ['A', 'a', ' A ', 'Ａ'], ['a']],
    ['a list with numbers', [17, 'x'], ['17', 'x']],
    ['a list with things that are no names', [{}, null, '', ' ', 'x'], ['x']],
    [
      'texts that nobody can read or store',
      ['\u0000', '\ud800', 'a\u0007', 'x'],
      ['x'],
    ],
    ['a name that is too long', ['x'.repeat(201), 'x'], ['x']],
    ['a text with commas, which is one name', 'a,b', ['a-b']],
  ])('GROUP-1 takes %s', async (_, claim, names) => {
    const { id } = await connect(fixture);
    expect(await groupsAfter(id, claim)).toEqual(refs(...names));
  });

  it('GROUP-3 mirror: joins and leaves at every sign-in', async () => {
    const { id } = await connect(fixture);
    expect(await groupsAfter(id, ['a', 'b'])).toEqual(refs('a', 'b'));
    expect(await groupsAfter(id, ['b', 'c'])).toEqual(refs('b', 'c'));
    expect(await groupsAfter(id, [])).toEqual([]);
    // Groups stay when nobody is in them.
    expect(await titles()).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['missing', undefined],
    ['null', null],
    ['an object', { a: 1 }],
  ])('GROUP-3 a claim that is %s is not an empty one', async (_, claim) => {
    const { id } = await connect(fixture);
    await groupsAfter(id, ['a', 'b']);
    expect(await groupsAfter(id, claim)).toEqual(refs('a', 'b'));
    expect(await groupsAfter(id, '')).toEqual([]);
  });

  it('GROUP-3 everySignIn: joins, and never leaves', async () => {
    const { id } = await connect(fixture, groups({ mode: 'everySignIn' }));
    await groupsAfter(id, ['a']);
    expect(await groupsAfter(id, ['b'])).toEqual(refs('a', 'b'));
  });

  it('GROUP-3 firstSignIn: joins once', async () => {
    const { id } = await connect(fixture, groups({ mode: 'firstSignIn' }));
    await groupsAfter(id, ['a']);
    expect(await groupsAfter(id, ['b'])).toEqual(refs('a'));
    expect(await titles()).toEqual(['a']);
  });

  it('GROUP-3 removes only the memberships that this connection made', async () => {
    const { knex } = fixture;
    const persistence = await persistenceOf(knex);
    await insertAccount(persistence, 'alice');
    const resolvers = ['usernameMatchingAccount'];
    const first = await connect(fixture, { policy: { resolvers } });
    const second = await connect(fixture, {
      policy: { resolvers, groups: { existing: 'all' } },
    });
    await groupsAfter(first.id, ['a', 'b']);
    await groupsAfter(second.id, ['a', 'c']);
    const [{ id: accountId }] = await knex('sso_accounts');
    await persistence.groups.insert([someGroup('byhand', { source: 'local' })]);
    const [group] = await persistence.groups.findByTitles(['byhand']);
    await persistence.groups.join(
      [{ accountId: String(accountId), groupId: group.id, madeBy: 'local' }],
      new Date(),
    );

    expect(await groupsAfter(first.id, [])).toEqual(refs('a', 'byhand', 'c'));
    expect(await groupsAfter(second.id, [])).toEqual(refs('byhand'));
  });

  it('GROUP-3 nobody gets into a group of another connection by its name', async () => {
    const first = await connect(fixture);
    await groupsAfter(first.id, ['Secret Society']);
    const second = await connect(fixture);
    const page = await signInAs(fixture, second.id, {
      sub: 'mallory',
      preferred_username: 'mallory',
      email: 'mallory@example.test',
      groups: ['secret society', 'own'],
    });
    expect(refusalOf(page)).toEqual({});
    const { users } = await readDirectory(fixture.portal);
    expect(
      users.find(({ entityRef }) => entityRef === 'user:default/mallory')
        ?.memberOf,
    ).toEqual(refs('own'));
  });

  it('GROUP-2 unknown groups are ignored where the policy says so', async () => {
    const { id } = await connect(fixture, groups({ unknown: 'ignore' }));
    expect(await groupsAfter(id, ['a'])).toEqual([]);
    expect(await titles()).toEqual([]);
  });

  it('GROUP-2 new groups get the category of the policy', async () => {
    const { id } = await connect(fixture, groups({ category: 'Classes' }));
    await groupsAfter(id, ['a', 'b']);
    expect(await fixture.knex('sso_group_categories').pluck('name')).toContain(
      'Classes',
    );
  });

  it('GROUP-6 G08 a group that the Catalog has from elsewhere is left alone', async () => {
    const { id } = await connect(fixture);
    expect(await groupsAfter(id, ['Owners', 'mine'])).toEqual(refs('mine'));
    expect(await titles()).toEqual(['mine']);
  });

  it('GROUP-1 two names that would be one entity are not mixed up', async () => {
    const { id } = await connect(fixture);
    expect(await groupsAfter(id, ['Team A', 'team-a', 'tëam a'])).toHaveLength(
      1,
    );
    expect(await titles()).toHaveLength(1);
    expect(await groupsAfter(id, ['日本', '中国'])).toHaveLength(2);
  });

  it('GROUP-1 G08 10,000 groups are one sign-in', async () => {
    const { id } = await connect(fixture, {
      settings: { claimsFrom: 'userinfo' },
    });
    const many = Array.from({ length: 10_000 }, (_, index) => `group ${index}`);
    expect(await groupsAfter(id, many)).toHaveLength(10_000);
  });

  it('OPS-2 a refusal after the groups leaves none behind', async () => {
    const { knex } = fixture;
    const { id } = await connect(fixture);
    const page = await signInAs(fixture, id, {
      preferred_username: 'admin',
      groups: ['a'],
    });
    expect((await traceOf(fixture.portal, page)).code).toBe('username-taken');
    expect(await knex('sso_groups')).toEqual([]);
  });
});
