import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  type SsoConnection,
  ssoOverrideOperations as operations,
  ssoPublicOperations,
} from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import { toDate } from '../database/rowValues';
import {
  linkIdentity,
  refusalCodeOf,
  signInLocally,
  testConnection,
} from './errandFlow';
import type { PortalClient } from './PortalClient';
import { connect, type PortalFixture, usePortal } from './portalFixture';
import { signedInAs } from './secondFactor';
import { signIn } from './signInFlow';
import {
  ADMINISTRATOR,
  startTestPortal,
  type TestPortal,
} from './startTestPortal';
import { TestBrowser } from './TestBrowser';

/** Who may everything as well, by {@link useTwoAdministrators}. */
export const OTHER_ADMINISTRATOR = 'user:default/other';

/** Two replicas and two administrators, for all tests of a `describe` block. */
export function useTwoAdministrators(
  databases: TestDatabases,
  engine: TestDatabaseId,
): PortalFixture & { second: TestPortal } {
  const options = {
    permissionsEnabled: false,
    config: { sso: { administrators: [ADMINISTRATOR, OTHER_ADMINISTRATOR] } },
  };
  const fixture = usePortal(databases, engine, options);
  const replicated = fixture as typeof fixture & { second: TestPortal };
  beforeAll(async () => {
    replicated.second = await startTestPortal({
      ...options,
      databases,
      knex: fixture.knex,
      externalApiUrl: fixture.portal.apiUrl,
    });
  }, 60_000);
  afterAll(async () => {
    await replicated.second?.stop();
  });
  beforeEach(() =>
    fixture.idp.claims({ sub: 'boss', preferred_username: 'boss' }),
  );
  return replicated;
}

/** An SSO connection that the administrator has tested. */
export async function connectTested(
  fixture: PortalFixture,
  displayName = 'Test provider',
): Promise<SsoConnection> {
  const connection = await connect(fixture, { displayName });
  await testConnection(fixture, connection.id);
  return connection;
}

/** The administrator, with the identity of the provider at each of these. */
export async function linkAdministrator(
  fixture: PortalFixture,
  ...connectionIds: string[]
): Promise<PortalClient> {
  const admin = await signInLocally(fixture, 'admin');
  for (const id of connectionIds) await linkIdentity(fixture, admin, id);
  return admin.client;
}

/** A client with a new session of the administrator, made through it. */
export async function signInThrough(
  { portal, idp }: Pick<PortalFixture, 'portal' | 'idp'>,
  connectionId: string,
): Promise<PortalClient> {
  const browser = new TestBrowser();
  await signIn({ portal, browser, connectionId, provider: idp });
  return signedInAs(portal, browser);
}

/** What an administrator does with override auth. */
export function overrideOf(client: PortalClient, connectionId: string) {
  const input = { params: { connectionId } };
  return {
    get: () => client.call(operations.getConnectionOverride, input),
    arm: () => client.call(operations.armOverride, input),
    confirm: () => client.call(operations.confirmOverride, input),
    disarm: () => client.call(operations.disarmOverride, input),
  };
}

/** The code with which it is refused, or `accepted`. */
export function outcomeOf(call: () => Promise<unknown>): Promise<string> {
  return refusalCodeOf(call());
}

/** What the sign-in page is told. */
export function optionsOf(
  { anonymous }: Pick<TestPortal, 'anonymous'>,
  query: { nosso?: '1' } = {},
) {
  return anonymous.call(ssoPublicOperations.getSignInOptions, { query });
}

/** Lets minutes pass for override auth. */
export async function ageOverride(knex: Knex, minutes: number): Promise<void> {
  const earlier = (value: Date | number) =>
    new Date(toDate(value).getTime() - minutes * 60_000);
  for (const row of await knex('sso_overrides')) {
    await knex('sso_overrides')
      .where({ state: row.state })
      .update({
        armed_at: earlier(row.armed_at),
        reverts_at: row.reverts_at && earlier(row.reverts_at),
      });
  }
}

/** Override auth that is on, without going through a provider. */
export async function insertOverride(
  knex: Knex,
  connectionId: string,
): Promise<void> {
  await knex('sso_overrides').insert({
    state: 'confirmed',
    connection_id: connectionId,
    armed_by: 'user:default/admin',
    armed_at: new Date(),
  });
}
