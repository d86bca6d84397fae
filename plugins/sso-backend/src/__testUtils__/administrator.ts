import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import type { PageAnswer, TestBrowser } from './TestBrowser';
import type { TestPortal } from './startTestPortal';

export const administrator = {
  displayName: 'The Administrator',
  email: 'root@example.test',
  password: 'correct horse battery',
};

/** Keys of the set-up links that the portal printed, oldest first. */
export function printedKeys(portal: Pick<TestPortal, 'log'>): string[] {
  return portal.log.flatMap(line =>
    [...line.matchAll(/\/#sso-setup=([\w-]+)/g)].map(([, key]) => key),
  );
}

/** Makes the first administrator. @returns the ticket of the page */
export async function completeSetup(
  portal: TestPortal,
  key: string,
  changes: Partial<typeof administrator> = {},
): Promise<string> {
  const { ticket } = await portal.anonymous.call(
    ssoPublicOperations.completeSetup,
    { body: { key, ...administrator, ...changes } },
  );
  return ticket;
}

/** How the page hands its ticket in. */
export function redeem(
  portal: Pick<TestPortal, 'apiUrl'>,
  browser: TestBrowser,
  ticket: string,
): Promise<PageAnswer> {
  return browser.request(`${portal.apiUrl}/auth/sso/handler/frame`, {
    method: 'POST',
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
    body: new URLSearchParams({ ticket }),
  });
}
