import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { type MisbehavingIdp, startMisbehavingIdp } from '@latchkey/dev-idp';
import {
  type SsoConnection,
  ssoAdminOperations,
  ssoServiceOperations,
  type SsoTrace,
} from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import { activateOidc, refusalOf, signIn } from './signInFlow';
import { type PageAnswer, TestBrowser } from './TestBrowser';
import { startTestPortal, type TestPortal } from './startTestPortal';

/** A portal with a database and a provider that can be told to misbehave. */
export interface PortalFixture {
  portal: TestPortal;
  knex: Knex;
  idp: MisbehavingIdp;
}

type PortalOptions = Omit<
  Parameters<typeof startTestPortal>[0],
  'databases' | 'knex'
>;

/**
 * Starts a {@link PortalFixture} for all tests of a `describe` block. Its
 * members can be used inside of tests and hooks. Each test begins with an
 * honest provider and without SSO connections, accounts or groups.
 */
export function usePortal(
  databases: TestDatabases,
  engine: TestDatabaseId,
  options: PortalOptions = {},
): PortalFixture {
  const fixture = {} as PortalFixture;
  beforeAll(async () => {
    fixture.idp = await startMisbehavingIdp();
    fixture.knex = await databases.init(engine);
    fixture.portal = await startTestPortal({
      ...options,
      databases,
      knex: fixture.knex,
    });
  }, 60_000);
  afterAll(async () => {
    await fixture.portal?.stop();
    await fixture.idp?.stop();
  });
  beforeEach(async () => {
    await clearDatabase(fixture.knex);
    await fixture.idp.misbehave();
    fixture.idp.claims({});
    fixture.idp.clearLog();
  });
  return fixture;
}

/** Empties the tables, except for the versions that ids have reached. */
export async function clearDatabase(knex: Knex): Promise<void> {
  const tables = [
    ['sso_attempts', 'sso_pending'],
    ['sso_tickets', 'sso_sessions', 'sso_sign_in_states'],
    ['sso_memberships', 'sso_groups', 'sso_identities', 'sso_accounts'],
    ['sso_connections', 'sso_removed_entities', 'sso_traces', 'sso_events'],
    ['sso_replay'],
  ];
  for (const table of tables.flat()) {
    await knex(table).delete();
  }
}

/** How many rows a sign-in has left behind. */
export async function countRows(knex: Knex): Promise<Record<string, number>> {
  const count = async (table: string) => {
    const [row] = await knex(table).count({ count: '*' });
    return Number(row.count);
  };
  return {
    accounts: await count('sso_accounts'),
    identities: await count('sso_identities'),
    sessions: await count('sso_sessions'),
    tickets: await count('sso_tickets'),
  };
}

/** What {@link countRows} says when nothing was made. */
export const noRows = { accounts: 0, identities: 0, sessions: 0, tickets: 0 };

/** Accounts and groups as the Catalog reads them. */
export async function readDirectory(portal: TestPortal) {
  const service = portal.service('catalog');
  const { readDirectoryGroups, readDirectoryUsers } = ssoServiceOperations;
  const { users } = await service.call(readDirectoryUsers, {});
  const { groups } = await service.call(readDirectoryGroups, {});
  return { users, groups };
}

/** Signs the person of the fixture's provider in, in a new browser. */
export function signInAs(
  fixture: Pick<PortalFixture, 'portal' | 'idp'>,
  connectionId: string,
  claims?: Record<string, unknown>,
): Promise<PageAnswer> {
  if (claims) fixture.idp.claims(claims);
  return signIn({
    portal: fixture.portal,
    browser: new TestBrowser(),
    connectionId,
    provider: fixture.idp,
  });
}

/** An SSO connection with the fixture's provider. */
export function connect(
  { portal, idp }: Pick<PortalFixture, 'portal' | 'idp'>,
  overrides: Parameters<typeof activateOidc>[2] = {},
): Promise<SsoConnection> {
  return activateOidc(portal, idp, overrides);
}

/** The trace of a refusal, read by the reference in the app's URL. */
export async function traceOf(
  portal: TestPortal,
  page: PageAnswer,
): Promise<SsoTrace> {
  const { reference } = refusalOf(page);
  return portal.admin.call(ssoAdminOperations.getTrace, {
    params: { reference: String(reference) },
  });
}
