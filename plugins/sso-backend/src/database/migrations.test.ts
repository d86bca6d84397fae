import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { query, isSqlite } from './sql';
import { SsoDatabase } from './SsoDatabase';
import {
  createTestDatabases,
  insertAccount,
  insertConnection,
  NOW,
  persistenceOf,
  someGroup,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@latchkey/plugin-sso-backend',
  'migrations',
);

async function tables(knex: Knex): Promise<string[]> {
  const rows = await query<{ name: string }>(
    knex,
    isSqlite(knex)
      ? `select name from sqlite_master where type = 'table'`
      : `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  return rows
    .map(row => row.name)
    .filter(name => name.startsWith('sso_'))
    .sort();
}

const all = [
  'sso_accounts',
  'sso_connection_versions',
  'sso_connections',
  'sso_events',
  'sso_group_categories',
  'sso_groups',
  'sso_identities',
  'sso_memberships',
  'sso_removed_entities',
  'sso_secrets',
  'sso_sessions',
  'sso_setup_keys',
  'sso_sign_in_states',
  'sso_tickets',
  'sso_traces',
];

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('migrations, %s', databaseId => {
  it('make all tables, remove them and make them again', async () => {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory });
    expect(await tables(knex)).toEqual(all);

    await knex.migrate.rollback({ directory }, true);
    expect(await tables(knex)).toEqual([]);

    await knex.migrate.latest({ directory });
    expect(await tables(knex)).toEqual(all);
  });

  it('can be removed when the tables have rows', async () => {
    const knex = await databases.init(databaseId);
    const persistence = await persistenceOf(knex);
    await insertConnection(persistence, 'okta');
    const accountId = await insertAccount(persistence, 'ada');
    await persistence.groups.insert([someGroup('Red', { category: 'Teams' })]);
    const [group] = await persistence.groups.findByTitles(['Red']);
    await persistence.groups.join(
      [{ accountId, groupId: group.id, madeBy: 'okta' }],
      NOW,
    );

    await knex.migrate.rollback({ directory }, true);
    expect(await tables(knex)).toEqual([]);
  });

  it('OPS-6 leave rows alone when a replica starts on a migrated database', async () => {
    const knex = await databases.init(databaseId);
    const persistence = await persistenceOf(knex);
    const accountId = await insertAccount(persistence, 'ada');

    const second = await persistenceOf(knex);
    expect(await second.accounts.getByIds([accountId])).toHaveLength(1);
  });

  it('OPS-6 survive replicas that start at the same moment', async () => {
    const knex = await databases.init(databaseId);
    await Promise.all([1, 2, 3].map(() => SsoDatabase.runMigrations(knex)));
    expect(await tables(knex)).toEqual(all);
  });
});
