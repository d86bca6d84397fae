import { signInAt } from '@latchkey/dev-idp';
import {
  type SsoOperationResponse,
  ssoOverrideOperations as operations,
  ssoPublicOperations,
  ssoSelfOperations,
} from '@latchkey/plugin-sso-common';
import { redeem } from './administrator';
import { insertLocal, password } from './localAccounts';
import type { PortalClient } from './PortalClient';
import type { PortalFixture } from './portalFixture';
import { signedInAs } from './secondFactor';
import { finish } from './signInFlow';
import { APP_URL, type TestPortal } from './startTestPortal';
import { type PageAnswer, TestBrowser } from './TestBrowser';

type Fixture = Pick<PortalFixture, 'portal' | 'idp'>;

/** Goes wherever the portal sends the browser, but not to other sites. */
export async function follow(
  portal: Pick<TestPortal, 'apiUrl'>,
  browser: TestBrowser,
  url: string | URL,
): Promise<PageAnswer> {
  let page = await browser.request(url);
  for (let hops = 0; page.location?.origin === origin(portal); hops += 1) {
    if (hops > 10) throw new Error(`It never ends: ${page.location}`);
    page = await browser.request(page.location);
  }
  return page;
}

function origin({ apiUrl }: Pick<TestPortal, 'apiUrl'>): string {
  return new URL(apiUrl).origin;
}

/** From the address of an errand to the page that it leads to. */
export async function runErrand(
  { portal, idp }: Fixture,
  url: string,
  browser = new TestBrowser(),
): Promise<PageAnswer> {
  const begun = await follow(portal, browser, url);
  return begun.location?.origin === APP_URL
    ? begun
    : finish(browser, await signInAt(idp, String(begun.location)));
}

/** What the page finds in its fragment. */
export function proofOf(page: PageAnswer): string {
  const [, proof] =
    /^#sso-proof=([\w-]{43})$/.exec(page.location?.hash ?? '') ?? [];
  if (!proof) throw new Error(`There is no proof in ${page.location}`);
  return proof;
}

/** Begins a test sign-in. @returns where the browser goes */
export async function beginTest(
  client: PortalClient,
  connectionId: string,
): Promise<string> {
  const { url } = await client.call(operations.beginConnectionTest, {
    params: { connectionId },
  });
  return url;
}

/** A whole test sign-in, by the administrator unless said otherwise. */
export async function testConnection(
  fixture: Fixture,
  connectionId: string,
  client: PortalClient = fixture.portal.admin,
): Promise<SsoOperationResponse<typeof operations.completeConnectionTest>> {
  const page = await runErrand(fixture, await beginTest(client, connectionId));
  return client.call(operations.completeConnectionTest, {
    params: { connectionId },
    body: { proof: proofOf(page) },
  });
}

/** A person with a password who is signed in. */
export interface SignedInPerson {
  readonly accountId: string;
  readonly browser: TestBrowser;
  readonly client: PortalClient;
}

/** Makes a local account and signs its owner in with the password. */
export async function signInLocally(
  { portal, knex }: Pick<PortalFixture, 'portal' | 'knex'>,
  username: string,
): Promise<SignedInPerson> {
  const accountId = await insertLocal(knex, username);
  const browser = new TestBrowser();
  const progress = await portal.anonymous.call(
    ssoPublicOperations.localSignIn,
    { body: { username, password } },
  );
  if (progress.status !== 'signedIn') throw new Error('A code is asked for');
  await redeem(portal, browser, progress.ticket);
  return { accountId, browser, client: await signedInAs(portal, browser) };
}

/** Begins to link. @returns where the browser goes */
export async function beginLink(
  client: PortalClient,
  connectionId: string,
): Promise<string> {
  const { url } = await client.call(ssoSelfOperations.beginMyLink, {
    body: { connectionId, currentPassword: password },
  });
  return url;
}

/** Hands the proof of a link in. */
export function completeLink(client: PortalClient, proof: string) {
  return client.call(ssoSelfOperations.completeMyLink, { body: { proof } });
}

/** Links the identity that the provider proves to whoever is signed in. */
export async function linkIdentity(
  fixture: Fixture,
  { client, browser }: SignedInPerson,
  connectionId: string,
): Promise<void> {
  const url = await beginLink(client, connectionId);
  const page = await runErrand(fixture, url, browser);
  await completeLink(client, proofOf(page));
}

/** The code of a refusal of the API. */
export async function refusalCodeOf(call: Promise<unknown>): Promise<string> {
  const failure = await call.then(
    () => undefined,
    error => error,
  );
  return (
    failure?.body?.refusal?.code ?? failure?.status?.toString() ?? 'accepted'
  );
}
