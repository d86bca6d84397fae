import { expect, type Page } from '@playwright/test';
import { administrator } from './administrator';
import { fillLoginPage } from './signInAtSamlIdp';

/** The provider as people see it, and who signs in there. */
export interface OverrideSetUp {
  /** Where browsers reach the portal. */
  url: string;
  connectionId: string;
  displayName: string;
  /** Username at the provider. */
  username: string;
}

/** Links somebody's identity at the provider to the account of the page. */
export async function linkProvider(
  page: Page,
  { url, displayName, username }: OverrideSetUp,
): Promise<void> {
  await page.goto(`${url}/my-security`);
  await page.getByRole('button', { name: `Link ${displayName}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Current password/).fill(administrator.password);
  await dialog.getByRole('button', { name: `Go to ${displayName}` }).click();
  await fillLoginPage(page, username);
  await expect(
    page.getByText('The provider is linked to your account'),
  ).toBeVisible();
}

/** Tests the SSO connection and switches override auth on, to be confirmed. */
export async function armOverride(
  page: Page,
  { url, connectionId }: OverrideSetUp,
): Promise<void> {
  await page.goto(`${url}/sso/connections/${connectionId}`);
  await page.getByRole('button', { name: 'Test sign-in' }).click();
  await expect(page.getByText('The test sign-in succeeded')).toBeVisible();
  await page.getByRole('button', { name: 'Switch override auth on' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Switch override auth on' })
    .click();
  await expect(page.getByText('On, but not confirmed')).toBeVisible();
}

/** Confirms override auth on a page that is signed in through the provider. */
export async function confirmOverride(
  page: Page,
  { url, connectionId }: OverrideSetUp,
): Promise<void> {
  await page.goto(`${url}/sso/connections/${connectionId}`);
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(
    page.getByRole('button', { name: 'Confirm', exact: true }),
  ).toHaveCount(0);
  await expect(page.getByText('On, but not confirmed')).toHaveCount(0);
}
