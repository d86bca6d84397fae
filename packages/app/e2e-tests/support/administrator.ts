import { expect, type Page } from '@playwright/test';
import type { Portal } from './startPortal';

/** The person who sets the portal up. */
export const administrator = {
  username: 'admin',
  name: 'Robin Keller',
  email: 'robin.keller@example.test',
  password: 'correct horse battery staple',
};

/** The link that the backend printed at its first start. */
export function setupLinkOf(portal: Pick<Portal, 'output'>): string {
  const link = /SSO set-up link: (\S+)/.exec(portal.output())?.[1];
  if (!link) {
    throw new Error(`No set-up link was printed:\n${portal.output()}`);
  }
  return link;
}

/** Opens the set-up link and creates the first administrator. */
export async function completeSetup(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(
    page.getByRole('heading', { name: 'Create the first administrator' }),
  ).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill(administrator.name);
  await page.getByLabel('Email').fill(administrator.email);
  await page
    .getByLabel('Password', { exact: true })
    .fill(administrator.password);
  await page.getByLabel('Repeat the password').fill(administrator.password);
  await page
    .getByRole('button', { name: 'Create administrator and sign in' })
    .click();
  await expectSignedIn(page);
}

/** Signs in with a password on the sign-in page. */
export async function signInLocally(page: Page): Promise<void> {
  await page.getByLabel('Username or email').fill(administrator.username);
  await page
    .getByLabel('Password', { exact: true })
    .fill(administrator.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expectSignedIn(page);
}

/** The portal proper is on the screen, with its navigation. */
export async function expectSignedIn(page: Page): Promise<void> {
  await expect(
    page.getByRole('link', { name: 'Settings' }).first(),
  ).toBeVisible();
}

/** Signs out by the user settings, as people do. */
export async function signOut(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/settings`);
  await page.getByTestId('user-settings-menu').first().click();
  await page.getByRole('menuitem', { name: 'Sign Out' }).click();
  await expect(
    page.getByRole('heading', { name: /^Sign in to / }),
  ).toBeVisible();
}

/** Activates OpenID Connect with the form of the settings page. */
export async function activateOidc(
  page: Page,
  options: {
    url: string;
    issuer: string;
    clientId: string;
    clientSecret: string;
    displayName: string;
  },
): Promise<void> {
  await page.goto(`${options.url}/sso`);
  await page.getByRole('link', { name: 'Activate a plugin' }).first().click();
  await page.getByRole('link', { name: /OpenID Connect/ }).click();
  await page
    .getByRole('textbox', { name: 'Display name' })
    .first()
    .fill(options.displayName);
  await page.getByLabel('Issuer').fill(options.issuer);
  await page.getByLabel('Client ID').fill(options.clientId);
  await page
    .getByLabel('Client secret', { exact: true })
    .fill(options.clientSecret);
  await page.getByLabel('Scopes').fill('openid profile email groups');
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(
    page.getByText('The SSO connection is created').first(),
  ).toBeVisible();
}
