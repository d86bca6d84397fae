import type { Knex } from 'knex';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  insertAccount,
  insertConnection,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('identity links, %s', databaseId => {
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

  it('USER-1 links identities once, and the first link stays', async () => {
    const ada = await insertAccount(persistence, 'ada');
    const eve = await insertAccount(persistence, 'eve');
    const first = { ...identity('1'), accountId: ada, at: NOW };
    expect(await persistence.accounts.link([first])).toEqual([ada]);
    expect(
      await persistence.accounts.link([
        { ...identity('2'), accountId: eve, at: NOW },
        { ...first, accountId: eve },
      ]),
    ).toEqual([eve, ada]);

    const linked = await persistence.accounts.findLinked([
      identity('unknown'),
      identity('2'),
      identity('1'),
      identity('1'),
      { ...identity('1'), issuer: 'https://okta.test/' },
      { ...identity('1'), connectionId: 'entra' },
    ]);
    expect(linked.map(account => account?.username)).toEqual([
      undefined,
      'eve',
      'ada',
      'ada',
      undefined,
      undefined,
    ]);
  });

  it('USER-1 compares subjects exactly', async () => {
    const ada = await insertAccount(persistence, 'ada');
    await persistence.accounts.link([
      { ...identity('Ada'), accountId: ada, at: NOW },
    ]);
    expect(
      await persistence.accounts.findLinked([
        identity('ada'),
        identity('Ada '),
        identity('Ada'),
      ]),
    ).toEqual([
      undefined,
      undefined,
      expect.objectContaining({ username: 'ada' }),
    ]);
  });

  it('USER-1 links one identity to one account when many try at once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_value, index) =>
        insertAccount(persistence, `user${index}`),
      ),
    );
    const linked = await Promise.all(
      ids.map(accountId =>
        persistence.accounts.link([{ ...identity('1'), accountId, at: NOW }]),
      ),
    );
    expect(new Set(linked.flat()).size).toBe(1);
  });

  it('refuses a link to an account that does not exist', async () => {
    await expect(
      persistence.accounts.link([
        { ...identity('1'), accountId: '4711', at: NOW },
      ]),
    ).rejects.toThrow(expect.objectContaining({ name: 'ConflictError' }));
  });
});
