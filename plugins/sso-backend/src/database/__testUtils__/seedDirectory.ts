import type { Knex } from 'knex';
import type { NewAccount } from '../../stores/AccountStore';
import type { DatabasePersistence } from '../DatabasePersistence';
import { isSqlite } from '../sql';
import { insertConnection, NOW, someAccount, someGroup } from './stores';

const BATCH = 5000;
const DAY = 86_400_000;
const GROUPS = 200;
const TRACES = 50_000;

const given = ['Ada', 'Grace', 'Zoë', 'Karim', 'Mei', 'Sven', 'Noor', 'Ines'];
const family = [
  ...['Smith', 'Lovelace', 'Hopper', 'Garcia', 'Ng', "O'Neill", 'Šimek'],
  ...['Sato', 'Kowalski', 'Silva', 'Okafor', 'Berg', 'Haddad', 'Rossi', 'Wu'],
  ...['Dupont', 'Ivanova'],
];

/** About as long as those of a refused sign-in. */
const someSteps = JSON.stringify(
  ['verify', 'admit', 'resolve', 'apply'].map(name => ({
    name,
    outcome: 'done',
    milliseconds: 3,
    evidence: Array.from({ length: 4 }, (_value, index) => ({
      label: `What was looked at ${index}`,
      value: 'https://provider.example.org/a-value-of-usual-length',
    })),
  })),
);

/** A person by number; 1 in 20 is local, 1 in 25 disabled. */
function person(index: number): Partial<NewAccount> & { username: string } {
  const givenName = given[index % given.length];
  const familyName = family[Math.floor(index / 3) % family.length];
  // Spread, so that the order of usernames is not that of their keys.
  const number = String((index * 7919) % 10_000_000).padStart(7, '0');
  return {
    username: `${familyName.slice(0, 2)}${number}`,
    entityRef: `user:default/p${index}`,
    email: `${givenName}.${number}@example.org`,
    emailVerified: true,
    givenName,
    familyName,
    displayName: `${givenName} ${familyName}`,
    source: index % 20 === 0 ? 'local' : 'okta',
    state: index % 25 === 0 ? 'disabled' : 'active',
    at: new Date(NOW.getTime() - (index % 900) * DAY),
  };
}

/**
 * Fills an empty database with as many accounts as asked for, and with what a
 * portal has of each: links, memberships, sessions, events. Beside them as many
 * traces as are kept.
 */
export async function seedDirectory(
  knex: Knex,
  persistence: DatabasePersistence,
  options: { accounts: number; traces?: number },
): Promise<void> {
  await insertConnection(persistence, 'okta');
  for (let from = 0; from < options.accounts; from += BATCH) {
    const size = Math.min(BATCH, options.accounts - from);
    await persistence.accounts.insert(
      Array.from({ length: size }, (_value, index) => {
        const { username, ...overrides } = person(from + index);
        return someAccount(username, overrides);
      }),
    );
  }
  await persistence.groups.insert(
    Array.from({ length: GROUPS }, (_value, index) =>
      someGroup(`group-${index}`),
    ),
  );
  for (const { sql, bindings } of belongings(options.traces ?? TRACES)) {
    await knex.raw(sql, bindings);
  }
  await knex.raw('analyze');
  if (isSqlite(knex)) {
    // A portal has no statistics: nobody runs this there.
    await knex.raw('drop table if exists sqlite_stat1');
    await knex.raw('analyze sqlite_schema');
  }
}

function belongings(traces: number) {
  const times = (count: number) =>
    `(with recursive number(value) as (select 1 union all
       select value + 1 from number where value < ${count})
     select value from number) as times`;
  const future = new Date(NOW.getTime() + 3650 * DAY);
  const statements: Array<[string, ...Knex.RawBinding[]]> = [
    [
      `insert into sso_identities
         (account_id, connection_id, issuer, subject, created_at)
       select id, 'okta', 'https://okta.test', 's' || id, created_at
         from sso_accounts where source = 'okta'`,
    ],
    [
      `insert into sso_memberships (account_id, group_id, made_by, joined_at)
       select account.id, sso_groups.id, 'okta', account.created_at
         from ${times(5)} cross join sso_accounts as account
         join sso_groups on sso_groups.id =
           (account.id * 7 + times.value * 31) % ${GROUPS} + 1`,
    ],
    [
      `insert into sso_sessions (token_hash, account_id, connection_id, issuer,
         way, created_at, last_seen_at, idle_expires_at, expires_at)
       select 't' || id, id, 'okta', 'https://okta.test', 'sso', created_at,
         created_at, ?, ? from sso_accounts where id % 2 = 0`,
      future,
      future,
    ],
    [
      `insert into sso_events (happened_at, type, connection_id, account_id)
       select created_at, 'sign-in', 'okta', id
         from ${times(3)} cross join sso_accounts`,
    ],
    [
      `insert into sso_second_factors (account_id, secret_key_id, secret,
         created_at, confirmed_at, last_step)
       select id, 'key', 'sealed', created_at, created_at, 1
         from sso_accounts where id % 10 = 0`,
    ],
    ['update sso_accounts set second_factor = true where id % 10 = 0'],
    ['update sso_accounts set last_active_at = created_at where id % 3 > 0'],
    [
      `insert into sso_recovery_codes (account_id, code_hash, created_at)
       select id, 'c' || times.value, created_at
         from ${times(10)} cross join sso_accounts where id % 10 = 0`,
    ],
    [
      `insert into sso_attempts
         (key_hash, account_id, attempts, locks, locked_until, expires_at)
       select 'k' || id, id, 3, 1, case when id % 500 = 0 then cast(? as timestamptz) end, ?
         from sso_accounts where id % 5 = 0`,
      future,
      future,
    ],
    [
      `insert into sso_traces (reference, happened_at, connection_id, outcome,
         code, detail, steps, expires_at)
       select 'r' || value, ?, 'okta', 'refused', 'state-unknown', 'Detail',
         ?, ? from ${times(traces)}`,
      NOW,
      someSteps,
      future,
    ],
  ];
  return statements.map(([sql, ...bindings]) => ({ sql, bindings }));
}
