import {
  type SsoConnection,
  ssoPublicOperations,
} from '@latchkey/plugin-sso-common';
import { insertLocal, password } from './localAccounts';
import { connect, type PortalFixture } from './portalFixture';
import { type Enrolled, enrolSecondFactor } from './secondFactor';
import { signInLocally, signInThrough } from './signedIn';
import { signIn } from './signInFlow';
import type { TestPortal } from './startTestPortal';
import { type PageAnswer, TestBrowser } from './TestBrowser';

/** Alice, who has an authenticator and signs in through a provider. */
export interface PersonWithSecondFactor extends Enrolled {
  readonly connectionId: string;
  /** Of a session that began with turning it on. */
  readonly browser: TestBrowser;
}

/** Signs alice in through a new SSO connection and turns it on for her. */
export async function enrolThrough(
  fixture: PortalFixture,
  overrides: Partial<SsoConnection> = {},
): Promise<PersonWithSecondFactor> {
  const { id } = await connect(fixture, overrides);
  const { browser, client } = await signInThrough(fixture, id);
  const enrolled = await enrolSecondFactor(client);
  return { ...enrolled, connectionId: id, browser };
}

/** Signs in at the provider, in a new browser unless one is given. */
export async function comeBack(
  { portal, idp }: Pick<PortalFixture, 'portal' | 'idp'>,
  connectionId: string,
  options: { browser?: TestBrowser; returnTo?: string } = {},
): Promise<{ browser: TestBrowser; page: PageAnswer }> {
  const browser = options.browser ?? new TestBrowser();
  const { returnTo } = options;
  const page = await signIn({
    portal,
    browser,
    connectionId,
    provider: idp,
    returnTo,
  });
  return { browser, page };
}

/** Adds a local account that has an authenticator. */
export async function enrolWithPassword(
  { portal, knex }: Pick<PortalFixture, 'portal' | 'knex'>,
  username: string,
): Promise<Enrolled> {
  await insertLocal(knex, username);
  const { client } = await signInLocally(portal, username);
  return enrolSecondFactor(client, { currentPassword: password });
}

/** Types the right password. @returns what waits for the code */
export async function beginWithPassword(
  portal: Pick<TestPortal, 'anonymous'>,
  username: string,
): Promise<string> {
  const progress = await portal.anonymous.call(
    ssoPublicOperations.localSignIn,
    { body: { username, password } },
  );
  if (progress.status !== 'secondFactor') throw new Error('No challenge');
  return progress.challenge;
}
