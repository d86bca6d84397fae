import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import type { TestLogoutMessage } from './logoutProtocol';
import { clearDatabase } from './portalFixture';
import { finish, refresh, start } from './signInFlow';
import type { TestPortal } from './startTestPortal';
import { type PageAnswer, TestBrowser } from './TestBrowser';

/** Who signs in, as the provider of `logoutModule` proves it. */
export interface TestPerson {
  subject: string;
  principal?: string;
  session?: string;
  /** What signing out at the provider needs is kept unless `none`. */
  memory?: 'none';
}

/** Empties the tables; ids can be given again afterwards. */
export async function startOver(knex: Knex): Promise<void> {
  await clearDatabase(knex);
  await knex('sso_connection_versions').delete();
}

/** Makes an SSO connection with the protocol of `logoutModule`. */
export async function connectTest(
  portal: TestPortal,
  id: string,
  settings: Record<string, unknown> = {},
): Promise<void> {
  await portal.admin.call(ssoAdminOperations.createConnection, {
    body: { id, protocol: 'test', displayName: id, settings },
  });
}

/** Signs somebody in. @returns the browser */
export async function signInPerson(
  portal: TestPortal,
  connectionId: string,
  person: TestPerson,
): Promise<TestBrowser> {
  const browser = new TestBrowser();
  const begun = await start(portal, browser, connectionId);
  const url = new URL(`${portal.apiUrl}/sso/sign-in/${connectionId}/callback`);
  url.search = new URLSearchParams({
    ...person,
    relay: String(begun.location?.searchParams.get('relay')),
  }).toString();
  const landed = await finish(browser, { method: 'GET', url: String(url) });
  expect(landed.location?.search).toBe('');
  return browser;
}

/** Whether the app would go on, at this replica. */
export async function isSignedIn(
  portal: TestPortal,
  browser: TestBrowser,
): Promise<boolean> {
  const { status } = await refresh(portal, browser);
  expect([200, 401]).toContain(status);
  return status === 200;
}

/** What the app does when somebody signs out. */
export async function signOut(
  portal: TestPortal,
  browser: TestBrowser,
): Promise<{ status: number; providerLogoutUrl?: string }> {
  const { status, text } = await browser.request(
    `${portal.apiUrl}/auth/sso/logout`,
    { method: 'POST', headers: { 'X-Requested-With': 'XMLHttpRequest' } },
  );
  return { status, ...(text ? JSON.parse(text) : {}) };
}

/** A message of the provider, signed unless the test says otherwise. */
export function sendMessage(
  portal: TestPortal,
  connectionId: string,
  message: TestLogoutMessage,
  options: { method?: 'GET' | 'POST'; browser?: TestBrowser } = {},
): Promise<PageAnswer> {
  const { method = 'GET', browser = new TestBrowser() } = options;
  const parameters = new URLSearchParams({ signature: 'good', ...message });
  const url = `${portal.apiUrl}/sso/sign-in/${connectionId}/logout`;
  return method === 'GET'
    ? browser.request(`${url}?${parameters}`, { crossSite: true })
    : browser.request(url, {
        method,
        body: parameters,
        crossSite: true,
      });
}
