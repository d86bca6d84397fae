import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { nameKeyOf } from './accountRows';
import type { DatabasePersistence } from './DatabasePersistence';
import { isSqlite } from './sql';
import {
  createTestDatabases,
  later,
  NOW,
  persistenceOf,
} from './__testUtils__/stores';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@latchkey/plugin-sso-backend',
  'migrations',
);
const ACCOUNTS = 2500;
const names = ['Zoë  Smith', 'ﬁn', 'ΑΘΗΝΑ', '🔑', '  ', 'x'.repeat(500)];
const tables = [
  'sso_connections',
  'sso_accounts',
  'sso_sessions',
  'sso_tickets',
  'sso_sign_in_states',
  'sso_events',
  'sso_traces',
  'sso_identities',
];

const accountRow = (index: number) => ({
  username: `Ada${index}`,
  username_key: `ada${index}`,
  entity_ref: `user:default/ada${index}`,
  catalog_owned: false,
  email: `Ada${index}@x.test`,
  email_key: `ada${index}@x.test`,
  email_verified: index % 2 === 0,
  display_name: names[index] ?? `Ada ${index}`,
  family_name: index % 3 === 0 ? null : `Family ${index}`,
  state: 'active',
  source: 'okta',
  created_at: NOW,
  updated_at: NOW,
});

/** A portal of the release before. */
async function fillOlderRelease(knex: Knex): Promise<void> {
  const sealed = { memory_key_id: 'key', memory: 'sealed' };
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
  await knex.batchInsert(
    'sso_accounts',
    Array.from({ length: ACCOUNTS }, (_value, index) => accountRow(index)),
    100,
  );
  const ids = await knex('sso_accounts').orderBy('id').limit(3).pluck('id');
  await knex('sso_identities').insert({
    account_id: ids[0],
    connection_id: 'okta',
    issuer: 'https://okta.test',
    subject: '1',
    created_at: NOW,
  });
  for (const [index, connectionId] of ['okta', null].entries()) {
    const [{ id }] = await knex('sso_sessions')
      .insert({
        account_id: ids[index],
        connection_id: connectionId,
        created_at: NOW,
        last_seen_at: later(index + 1),
        idle_expires_at: later(60),
        expires_at: later(60),
      })
      .returning('id');
    await knex('sso_tickets').insert({
      ticket_hash: `ticket${index}`,
      session_id: id,
      return_to: '/',
      expires_at: NOW,
    });
  }
  await knex('sso_events').insert([
    { happened_at: later(9), type: 'sign-in', account_id: ids[1] },
    { happened_at: later(5), type: 'sign-in', account_id: ids[2] },
    { happened_at: later(7), type: 'sign-out', account_id: ids[2] },
  ]);
  await knex('sso_traces').insert({
    reference: 'K7QM-3XDP',
    happened_at: NOW,
    code: 'state-unknown',
    steps: '[]',
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

async function rowsOf(knex: Knex) {
  const rows: Record<string, unknown[]> = {};
  for (const table of tables) {
    rows[table] = await knex(table).orderBy(1);
  }
  return rows;
}

/** What only the newer release can keep. */
async function useNewerRelease(
  knex: Knex,
  persistence: DatabasePersistence,
): Promise<void> {
  const [{ id }] = await knex('sso_accounts').orderBy('id').limit(1);
  const accountId = String(id);
  await persistence.secondFactors.begin({
    accountId,
    secret: { keyId: 'key', ciphertext: 'sealed' },
    at: NOW,
  });
  await persistence.secondFactors.confirm(accountId, 1, NOW);
  await persistence.secondFactors.replaceRecoveryCodes(accountId, ['a'], NOW);
  await persistence.attempts.reserve(
    'key',
    accountId,
    { attempts: 1, lock: 1, maxLock: 1, memory: 1 },
    NOW,
  );
  await persistence.pending.insert({
    bearerHash: 'hash',
    kind: 'proof',
    accountId,
    connectionId: 'okta',
    memory: { keyId: 'key', ciphertext: 'sealed' },
    expiresAt: NOW,
  });
  await persistence.overrides.arm({
    connectionId: 'okta',
    armedBy: 'user:default/admin',
    armedAt: NOW,
    revertsAt: NOW,
  });
  await persistence.signIns.insertState({
    stateHash: 'errand',
    connectionId: 'okta',
    browserHash: 'browser',
    ticketBinding: 'binding',
    errandHash: 'hash',
    memory: { keyId: 'key', ciphertext: 'sealed' },
    createdAt: NOW,
    expiresAt: NOW,
  });
  await persistence.accounts.markActive([accountId], later(9999));
}

/** Collations of the keys that are searched by their beginnings. */
async function collationsOf(knex: Knex): Promise<string[]> {
  const keys = ['username', 'email', 'display_name', 'family_name'];
  return isSqlite(knex)
    ? []
    : knex('information_schema.columns')
        .where({ table_name: 'sso_accounts' })
        .whereIn(
          'column_name',
          keys.map(key => `${key}_key`),
        )
        .pluck('collation_name');
}

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'migration of accounts, %s',
  databaseId => {
    it('OPS-6 adds to the rows of the release before, and leaves them when undone', async () => {
      const knex = await databases.init(databaseId);
      for (const name of [
        '20261121000000_init.js',
        '20261122000000_provider_messages.js',
      ]) {
        await knex.migrate.up({ directory, name });
      }
      await fillOlderRelease(knex);
      const before = await rowsOf(knex);

      const persistence = await persistenceOf(knex);
      const rows = await knex('sso_accounts').orderBy('id');
      expect(rows).toHaveLength(ACCOUNTS);
      for (const row of rows) {
        expect(row.display_name_key).toBe(nameKeyOf(row.display_name) ?? null);
        expect(row.family_name_key).toBe(
          nameKeyOf(row.family_name ?? undefined) ?? null,
        );
      }
      const accounts = await persistence.accounts.getByIds(
        rows.slice(0, 4).map(({ id }) => String(id)),
      );
      expect(accounts.map(account => account.lastActiveAt)).toEqual([
        later(1),
        later(9),
        later(5),
        undefined,
      ]);
      expect(accounts.map(account => account.resetPending)).not.toContain(true);
      expect(
        await persistence.accounts.list({
          search: 'zoë smith',
          now: NOW,
          limit: 5,
        }),
      ).toMatchObject({ accounts: [{ account: { username: 'Ada0' } }] });
      expect(await knex('sso_sessions').orderBy('id').pluck('way')).toEqual([
        'sso',
        'local',
      ]);
      expect(await persistence.connections.get('okta')).toMatchObject({
        secondFactor: 'always',
      });

      await useNewerRelease(knex, persistence);
      await knex.migrate.down({ directory });
      await knex.migrate.down({ directory });
      expect(await rowsOf(knex)).toEqual(before);

      await knex.migrate.latest({ directory });
      expect(await persistence.overrides.list()).toEqual([]);
    });

    it('orders keys by their bytes, also where the language says otherwise', async () => {
      const knex = await databases.init(databaseId);
      const persistence = await persistenceOf(knex);
      await knex('sso_accounts').insert(
        ['b', 'B', 'a-c', 'ab', 'é'].map((key, index) => ({
          ...accountRow(index),
          username_key: key,
        })),
      );
      expect(
        await knex('sso_accounts')
          .orderBy('username_key')
          .pluck('username_key'),
      ).toEqual(['B', 'a-c', 'ab', 'b', 'é']);
      expect(await persistence.accounts.findByUsernames(['b'])).toHaveLength(1);
      // As SQLite does by itself.
      expect(await collationsOf(knex)).toEqual(
        isSqlite(knex) ? [] : ['C', 'C', 'C', 'C'],
      );
    });
  },
);
