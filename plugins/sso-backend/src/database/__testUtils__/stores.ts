import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ssoProvisioningPolicySchema } from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import type { NewAccount } from '../../stores/AccountStore';
import type { StoredConnection } from '../../stores/ConnectionStore';
import type { NewGroup } from '../../stores/GroupStore';
import type { NewSession } from '../../stores/SessionStore';
import { DatabasePersistence } from '../DatabasePersistence';

/** The engines that tests of stores run on. Call it once per test file. */
export function createTestDatabases(): TestDatabases {
  return TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
}

/**
 * The engine of tests through the HTTP API in which databases make no
 * difference: PostgreSQL, where there is one. Those of stores, of races and of
 * whole sign-ins run on both.
 */
export function mainEngine(
  databases: TestDatabases,
): ReturnType<TestDatabases['eachSupportedId']> {
  return databases.eachSupportedId().slice(-1);
}

/** The persistence over a database handle of a test. */
export function persistenceOf(knex: Knex): Promise<DatabasePersistence> {
  return DatabasePersistence.create({
    database: mockServices.database({ knex }),
    logger: mockServices.logger.mock(),
  });
}

/** Counts the statements that a function runs. */
export async function countStatements(
  knex: Knex,
  run: () => Promise<unknown>,
): Promise<number> {
  let count = 0;
  const listener = () => {
    count += 1;
  };
  knex.on('query', listener);
  try {
    await run();
  } finally {
    knex.removeListener('query', listener);
  }
  return count;
}

export const NOW = new Date('2026-11-21T10:00:00.123Z');

/** A moment after {@link NOW}. */
export function later(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1000);
}

export function someConnection(
  overrides: Partial<StoredConnection> = {},
): StoredConnection {
  return {
    id: 'okta',
    protocol: 'oidc',
    displayName: 'Okta',
    order: 0,
    hidden: false,
    active: true,
    debug: false,
    secondFactor: 'always',
    settings: { issuer: 'https://okta.test' },
    policy: ssoProvisioningPolicySchema.parse({}),
    version: 1,
    createdAt: NOW,
    updatedAt: NOW,
    updatedBy: 'user:default/admin',
    secrets: {},
    ...overrides,
  };
}

/** Adds an SSO connection that other rows can refer to. */
export async function insertConnection(
  persistence: DatabasePersistence,
  id: string,
): Promise<void> {
  await persistence.connections.insert({
    connection: someConnection({ id }),
    action: 'created',
    changedPaths: [],
  });
}

export function someAccount(
  username: string,
  overrides: Partial<NewAccount> = {},
): NewAccount {
  return {
    username,
    entityRef: `user:default/${username.toLocaleLowerCase('en-US')}`,
    catalogOwned: false,
    emailVerified: false,
    source: 'local',
    state: 'active',
    at: NOW,
    ...overrides,
  };
}

/** Adds accounts by their usernames. @returns their ids */
export async function insertPeople(
  { accounts }: DatabasePersistence,
  people: Readonly<Record<string, Partial<NewAccount>>>,
): Promise<Record<string, string>> {
  const added = await accounts.insert(
    Object.entries(people).map(([username, overrides], index) =>
      someAccount(username, {
        entityRef: `user:default/p${index}`,
        ...overrides,
      }),
    ),
  );
  return Object.fromEntries(
    added.map(account => [account!.username, account!.id]),
  );
}

/** Adds an account. @returns its id */
export async function insertAccount(
  persistence: DatabasePersistence,
  username: string,
  overrides: Partial<NewAccount> = {},
): Promise<string> {
  const [account] = await persistence.accounts.insert([
    someAccount(username, overrides),
  ]);
  if (!account) {
    throw new Error(`The account ${username} is taken`);
  }
  return account.id;
}

export function someGroup(
  title: string,
  overrides: Partial<NewGroup> = {},
): NewGroup {
  return {
    title,
    entityRef: `group:default/${title.toLocaleLowerCase('en-US')}`,
    kind: 'team',
    source: 'okta',
    at: NOW,
    ...overrides,
  };
}

export function someSession(
  accountId: string,
  overrides: Partial<NewSession> = {},
): NewSession {
  return {
    accountId,
    way: 'local',
    createdAt: NOW,
    lastSeenAt: NOW,
    idleExpiresAt: later(60),
    expiresAt: later(60),
    ...overrides,
  };
}
