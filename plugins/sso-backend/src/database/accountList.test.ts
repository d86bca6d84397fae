import type { Knex } from 'knex';
import type { AccountQuery, NewAccount } from '../stores/AccountStore';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  countStatements,
  createTestDatabases,
  insertPeople,
  insertAccount,
  later,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const limit = { attempts: 1, lock: 60_000, maxLock: 60_000, memory: 60_000 };

describe.each(databases.eachSupportedId())('lists of accounts, %s', engine => {
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

  /** All pages of a list. */
  async function allNames(query: Partial<AccountQuery>): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { accounts, nextCursor } = await page({ ...query, cursor });
      expect(accounts.length).toBeGreaterThan(0);
      found.push(...accounts.map(({ account }) => account.username));
      cursor = nextCursor;
    } while (cursor !== undefined);
    return found;
  }

  const insert = (people: Record<string, Partial<NewAccount>>) =>
    insertPeople(persistence, people);

  const lock = (accountId: string) =>
    persistence.attempts.reserve(`key ${accountId}`, accountId, limit, NOW);

  async function addSecondFactor(accountId: string): Promise<void> {
    await persistence.secondFactors.begin({
      accountId,
      secret: { keyId: 'key', ciphertext: 'sealed' },
      at: NOW,
    });
    await persistence.secondFactors.confirm(accountId, 1, NOW);
  }

  /** Many accounts: `person-000` and so on. */
  const crowd = (count: number, overrides: Partial<NewAccount> = {}) =>
    Object.fromEntries(
      Array.from({ length: count }, (_value, index) => [
        `person-${String(index).padStart(3, '0')}`,
        overrides,
      ]),
    );

  it('says of each whether it is locked and has a second factor', async () => {
    const ids = await insert({ ada: {}, eve: {} });
    await lock(ids.eve);
    await addSecondFactor(ids.ada);
    expect(await page({})).toEqual({
      accounts: [
        {
          account: expect.objectContaining({ id: ids.ada, username: 'ada' }),
          lockedUntil: undefined,
          secondFactor: true,
        },
        {
          account: expect.objectContaining({ id: ids.eve, username: 'eve' }),
          lockedUntil: later(60),
          secondFactor: false,
        },
      ],
      nextCursor: undefined,
      limited: false,
    });
    const [, eve] = (await page({ now: later(60) })).accounts;
    expect(eve.lockedUntil).toBeUndefined();
  });

  it('gives nothing back where there is nothing', async () => {
    const empty = { accounts: [], nextCursor: undefined, limited: false };
    const lists: Array<Partial<AccountQuery>> = [
      {},
      { search: 'a' },
      { state: 'active' },
      { state: 'locked' },
      { state: 'inactive', inactiveBefore: NOW },
      { state: 'secondFactor' },
      { source: 'okta' },
    ];
    for (const query of lists) {
      expect(await page(query)).toEqual(empty);
    }
  });

  it('orders by the bytes of the username in normal form on every engine', async () => {
    await insert({
      Zoë: {},
      zoe: {},
      'a-b': {},
      ab: {},
      a_b: {},
      Ab2: {},
      é: {},
      '🔑': {},
      '\uffee': {},
    });
    expect(await names()).toEqual([
      'a-b',
      'a_b',
      'ab',
      'Ab2',
      'zoe',
      'Zoë',
      'é',
      '\uffee',
      '🔑',
    ]);
  });

  it.each<[string, Partial<AccountQuery>]>([
    ['all', {}],
    ['active ones', { state: 'active' }],
    ['those of a source', { source: 'okta' }],
    ['active ones of a source', { source: 'okta', state: 'active' }],
    ['inactive ones', { state: 'inactive', inactiveBefore: later(1) }],
    [
      'inactive ones of a source',
      { state: 'inactive', inactiveBefore: later(1), source: 'okta' },
    ],
    ['those that a search finds', { search: 'person' }],
    ['those of a source that a search finds', { search: 'p', source: 'okta' }],
  ])('pages through %s without gaps or doubles', async (_what, query) => {
    const people = crowd(23, { source: 'okta', email: 'person@x.test' });
    await insert(people);
    for (const size of [1, 4, 22, 23, 24]) {
      expect(await allNames({ ...query, limit: size })).toEqual(
        Object.keys(people),
      );
    }
  });

  it('pages through locked ones and those with a second factor', async () => {
    const ids = await insert(crowd(7));
    for (const id of Object.values(ids)) {
      await lock(id);
      await addSecondFactor(id);
    }
    for (const state of ['locked', 'secondFactor'] as const) {
      expect(await allNames({ state, limit: 3 })).toEqual(Object.keys(ids));
    }
  });

  it('goes on where a page ended, whatever was added before it', async () => {
    await insert({ b: {}, d: {} });
    const first = await page({ limit: 1 });
    await insertAccount(persistence, 'a');
    await insertAccount(persistence, 'c');
    expect(await names({ cursor: first.nextCursor })).toEqual(['c', 'd']);
  });

  it('filters by state and source', async () => {
    const ids = await insert({
      ada: {},
      bob: { state: 'disabled' },
      carl: { source: 'okta' },
      dora: { source: 'okta', state: 'disabled' },
    });
    await lock(ids.bob);
    await lock(ids.carl);
    await addSecondFactor(ids.dora);
    await addSecondFactor(ids.ada);
    expect(await names({ state: 'active' })).toEqual(['ada', 'carl']);
    expect(await names({ state: 'disabled' })).toEqual(['bob', 'dora']);
    expect(await names({ state: 'locked' })).toEqual(['bob', 'carl']);
    expect(await names({ state: 'locked', now: later(60) })).toEqual([]);
    expect(await names({ state: 'secondFactor' })).toEqual(['ada', 'dora']);
    expect(await names({ source: 'okta' })).toEqual(['carl', 'dora']);
    expect(await names({ source: 'okta', state: 'disabled' })).toEqual([
      'dora',
    ]);
    expect(await names({ source: 'okta', state: 'locked' })).toEqual(['carl']);
    expect(await names({ source: 'okta', state: 'secondFactor' })).toEqual([
      'dora',
    ]);
    expect(await names({ source: 'none' })).toEqual([]);
    expect(await names({ search: 'c', state: 'locked' })).toEqual(['carl']);
    expect(await names({ search: 'c', state: 'disabled' })).toEqual([]);
    expect(await names({ search: 'd', state: 'secondFactor' })).toEqual([
      'dora',
    ]);
    expect(await names({ search: 'a', source: 'local' })).toEqual(['ada']);
  });

  it('finds inactive ones, the longest unused first; a new one is not', async () => {
    const ids = await insert({
      zoe: { at: later(-500) },
      ada: { at: later(-900) },
      new: { at: later(-10) },
      used: { at: later(-900) },
      edge: { at: later(-100) },
    });
    await persistence.accounts.markActive([ids.used], later(-50));
    await persistence.accounts.markActive([ids.zoe], later(-400));
    const query = { state: 'inactive', inactiveBefore: later(-100) } as const;
    expect(await names(query)).toEqual(['ada', 'zoe']);
    expect(await allNames({ ...query, limit: 1 })).toEqual(['ada', 'zoe']);
    expect(await names({ ...query, search: 'z' })).toEqual(['zoe']);
    // Where accounts never become inactive, none is.
    expect(await names({ state: 'inactive' })).toEqual([]);
  });

  it('runs one statement, whatever is asked for', async () => {
    await insert(crowd(30, { source: 'okta' }));
    const { nextCursor } = await page({ limit: 5 });
    const queries: Array<Partial<AccountQuery>> = [
      {},
      { cursor: nextCursor },
      { search: 'person', source: 'okta', cursor: nextCursor },
      { source: 'okta', cursor: nextCursor },
      { state: 'locked', source: 'okta' },
      { state: 'inactive', inactiveBefore: NOW, source: 'okta' },
      { state: 'secondFactor', search: 'p' },
    ];
    for (const query of queries) {
      expect(await countStatements(knex, () => page(query))).toBe(1);
    }
  });

  it('refuses a cursor of another list, and texts that cannot be stored', async () => {
    await insert(crowd(3));
    const inputError = expect.objectContaining({ name: 'InputError' });
    const { nextCursor } = await page({ limit: 1 });
    const inactive = { state: 'inactive', inactiveBefore: later(9) } as const;
    const oldest = await page({ ...inactive, limit: 1 });
    expect(oldest.nextCursor).toBeDefined();
    const refused: Array<Partial<AccountQuery>> = [
      { cursor: 'x' },
      { cursor: oldest.nextCursor },
      { ...inactive, cursor: nextCursor },
      { search: 'person', cursor: oldest.nextCursor },
      { search: 'a\0' },
    ];
    for (const query of refused) {
      await expect(page(query)).rejects.toThrow(inputError);
    }
  });
});
