import type { SsoNotice } from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import {
  createTestDatabases,
  insertConnection,
  later,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';
import type { DatabasePersistence } from './DatabasePersistence';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const notice = (title: string): SsoNotice => ({
  title,
  outcome: 'note',
  since: NOW.toISOString(),
});

describe.each(databases.eachSupportedId())(
  'DatabaseNoticeStore, %s',
  engine => {
    let knex: Knex;
    let persistence: DatabasePersistence;
    beforeEach(async () => {
      knex = await databases.init(engine);
      persistence = await persistenceOf(knex);
      await insertConnection(persistence, 'okta');
      await insertConnection(persistence, 'entra');
    });

    it('SAML-8 replaces the notices of one SSO connection', async () => {
      const { notices } = persistence;
      expect(await notices.get('okta')).toEqual([]);
      await notices.replace('okta', [notice('a'), notice('b')], NOW);
      await notices.replace('entra', [notice('c')], NOW);
      await notices.replace('okta', [notice('d')], later(1));
      expect(await notices.get('okta')).toEqual([notice('d')]);
      expect(await notices.list()).toEqual(
        new Map([
          ['okta', [notice('d')]],
          ['entra', [notice('c')]],
        ]),
      );
    });

    it('SAML-8 notices go with their SSO connection', async () => {
      const { connections, notices } = persistence;
      await notices.replace('okta', [notice('a')], NOW);
      await connections.delete('okta', 'user:default/admin', NOW);
      expect(await knex('sso_connection_notices')).toEqual([]);
      await expect(
        notices.replace('okta', [notice('a')], NOW),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    });
  },
);
