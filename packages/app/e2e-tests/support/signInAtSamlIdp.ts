import { expect, type Page } from '@playwright/test';
import { expectSignedIn } from './administrator';

/** Fills in the login page of a development provider. */
export async function fillLoginPage(
  page: Page,
  username: string,
): Promise<void> {
  await page.getByLabel('Username', { exact: true }).fill(username);
  await page.getByLabel('Password').fill(`${username}-password`);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in with the button of an SSO connection on the sign-in page. */
export async function signInThrough(
  page: Page,
  options: { url: string; displayName: string; username: string },
): Promise<void> {
  await page.goto(options.url);
  await page.getByRole('link', { name: options.displayName }).click();
  await fillLoginPage(page, options.username);
  await expectSignedIn(page);
}

/** The reference that the sign-in page shows with a refusal. */
export async function refusalReference(
  page: Page,
  reason: string,
): Promise<string> {
  const alert = page.getByRole('alert').filter({ hasText: reason });
  await expect(alert).toBeVisible();
  const reference = await alert.getByRole('code').innerText();
  expect(reference).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  return reference;
}
