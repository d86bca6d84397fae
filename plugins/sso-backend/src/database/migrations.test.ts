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
  'sso_attempts',
  'sso_connection_notices',
  'sso_connection_tests',
  'sso_connection_versions',
  'sso_connections',
  'sso_events',
  'sso_group_categories',
  'sso_groups',
  'sso_identities',
  'sso_logout_states',
  'sso_memberships',
  'sso_overrides',
  'sso_pending',
  'sso_recovery_codes',
  'sso_removed_entities',
  'sso_replay',
  'sso_second_factors',
  'sso_secrets',
  'sso_sessions',
  'sso_setup_keys',
  'sso_sign_in_states',
  'sso_tickets',
  'sso_traces',
];

/** The rows of the tables that later migrations add columns to. */
async function rowsOf(knex: Knex) {
  return {
    connections: await knex('sso_connections'),
    secrets: await knex('sso_secrets'),
    accounts: await knex('sso_accounts'),
    sessions: await knex('sso_sessions'),
    states: await knex('sso_sign_in_states'),
    tickets: await knex('sso_tickets'),
    traces: await knex('sso_traces'),
  };
}

/** A session that waits for its ticket, and a sign-in under way. */
async function insertSignIn(knex: Knex): Promise<void> {
  const sealed = { memory_key_id: 'key', memory: 'sealed' };
  const [{ id: accountId }] = await knex('sso_accounts')
    .insert({
      username: 'ada',
      username_key: 'ada',
      entity_ref: 'user:default/ada',
      catalog_owned: false,
      email_verified: false,
      state: 'active',
      source: 'okta',
      created_at: NOW,
      updated_at: NOW,
    })
    .returning('id');
  const [{ id: sessionId }] = await knex('sso_sessions')
    .insert({
      account_id: accountId,
      connection_id: 'okta',
      issuer: 'https://okta.test',
      created_at: NOW,
      last_seen_at: NOW,
      idle_expires_at: NOW,
      expires_at: NOW,
    })
    .returning('id');
  await knex('sso_tickets').insert({
    ticket_hash: 'ticket',
    session_id: sessionId,
    return_to: '/',
    expires_at: NOW,
  });
  await knex('sso_sign_in_states').insert({
    ...sealed,
    state_hash: 'state',
    connection_id: 'okta',
    browser_hash: 'browser',
    ticket_binding: 'binding',
    created_at: NOW,
    expires_at: NOW,
  });
}

/** What only the newer release can keep. */
async function insertMessages(knex: Knex): Promise<void> {
  await knex('sso_sessions').update({
    provider_principal_hash: 'hash',
    provider_memory_key_id: 'key',
    provider_memory: 'sealed',
  });
  await knex('sso_connections').update({ debug: true });
  await knex('sso_replay').insert({ key_hash: 'hash', expires_at: NOW });
  await knex('sso_logout_states').insert({
    state_hash: 'state',
    connection_id: 'okta',
    kind: 'pending',
    memory_key_id: 'key',
    memory: 'sealed',
    created_at: NOW,
    expires_at: NOW,
  });
  await knex('sso_connection_notices').insert({
    connection_id: 'okta',
    notices: '[]',
    checked_at: NOW,
  });
}

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

  it('SAML-12 add to the rows of an older release, and leave them when undone', async () => {
    const knex = await databases.init(databaseId);
    await knex.migrate.up({ directory, name: '20261121000000_init.js' });
    await knex('sso_connections').insert({
      id: 'okta',
      protocol: 'oidc',
      display_name: 'Okta',
      position: 0,
      hidden: false,
      active: true,
      settings: '{}',
      policy: '{}',
      version: 1,
      created_at: NOW,
      updated_at: NOW,
      updated_by: 'user:default/admin',
    });
    await knex('sso_secrets').insert({
      connection_id: 'okta',
      name: 'clientSecret',
      key_id: 'key',
      ciphertext: 'sealed',
      fingerprint: 'print',
      set_at: NOW,
    });
    const trace = {
      reference: 'K7QM-3XDP',
      happened_at: NOW,
      code: 'state-unknown',
      steps: '[]',
      expires_at: NOW,
    };
    await knex('sso_traces').insert(trace);
    await insertSignIn(knex);
    const before = await rowsOf(knex);
    expect(Object.values(before).map(rows => rows.length)).toEqual([
      1, 1, 1, 1, 1, 1, 1,
    ]);

    await knex.migrate.up({
      directory,
      name: '20261122000000_provider_messages.js',
    });
    const [connection] = await knex('sso_connections');
    expect(Boolean(connection.debug)).toBe(false);
    expect(await knex('sso_traces').pluck('outcome')).toEqual(['refused']);

    await knex('sso_traces').insert({
      ...trace,
      reference: 'K7QM-3XDQ',
      code: '',
      outcome: 'success',
    });
    await insertMessages(knex);
    await knex.migrate.down({ directory });
    expect(await rowsOf(knex)).toEqual(before);
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
