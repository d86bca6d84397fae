import type { Knex } from 'knex';
import type { DatabasePersistence } from './DatabasePersistence';
import {
  createTestDatabases,
  later,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'DatabaseReplayStore, %s',
  databaseId => {
    let knex: Knex;
    let persistence: DatabasePersistence;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      persistence = await persistenceOf(knex);
    });

    it('SAML-12 remembers a message once', async () => {
      const { replay } = persistence;
      expect(await replay.remember('one', later(60))).toBe(true);
      expect(await replay.remember('one', later(120))).toBe(false);
      expect(await replay.remember('two', later(60))).toBe(true);
    });

    it('SAML-12 tells one of 20 who ask at once that it is new', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          persistence.transaction(({ replay }) =>
            replay.remember('one', later(60)),
          ),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    it('SAML-12 forgets a message when what came of it is undone', async () => {
      await expect(
        persistence.transaction(async ({ replay }) => {
          expect(await replay.remember('one', later(60))).toBe(true);
          throw new Error('refused');
        }),
      ).rejects.toThrow('refused');
      expect(await persistence.replay.remember('one', later(60))).toBe(true);
    });

    it('SAML-12 removes what has expired, and only that', async () => {
      const { replay } = persistence;
      await replay.remember('old', NOW);
      await replay.remember('new', later(1));
      expect(await replay.deleteExpired(NOW)).toBe(1);
      expect(await knex('sso_replay').pluck('key_hash')).toEqual(['new']);
    });
  },
);
