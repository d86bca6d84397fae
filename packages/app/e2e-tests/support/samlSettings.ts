import { expect, type Locator, type Page } from '@playwright/test';

/** Opens the form of a new SSO connection by SAML 2.0. */
export async function openSamlForm(
  page: Page,
  options: { url: string; displayName: string },
): Promise<void> {
  await page.goto(`${options.url}/sso`);
  await page.getByRole('link', { name: 'Activate a plugin' }).first().click();
  await page.getByRole('link', { name: /SAML 2\.0/ }).click();
  await page
    .getByRole('textbox', { name: 'Display name' })
    .first()
    .fill(options.displayName);
}

/** Lets the form be filled in from the metadata at an address. */
export async function readMetadata(
  page: Page,
  provider: { metadataUrl: string; entityId: string },
): Promise<void> {
  await page
    .getByRole('textbox', { name: 'Metadata address' })
    .fill(provider.metadataUrl);
  await page.getByRole('button', { name: 'Read Metadata address' }).click();
  await expect(page.getByLabel('Entity ID (issuer)')).toHaveValue(
    provider.entityId,
  );
}

/** Enters what the development provider calls things, and saves. */
export async function createSamlConnection(page: Page): Promise<void> {
  await page
    .getByRole('textbox', { name: 'Username', exact: true })
    .fill('uid');
  await page
    .getByRole('textbox', { name: 'Groups', exact: true })
    .fill('groups');
  await page.getByRole('button', { name: 'Create connection' }).click();
  await expect(
    page.getByText('The SSO connection is created').first(),
  ).toBeVisible();
}

/** Activates SAML 2.0 with the form of the settings page. */
export async function activateSaml(
  page: Page,
  options: {
    url: string;
    displayName: string;
    metadataUrl: string;
    entityId: string;
  },
): Promise<void> {
  await openSamlForm(page, options);
  await readMetadata(page, options);
  await createSamlConnection(page);
}

/** What the page says that the value of a field is. */
export function inspectionsOf(page: Page, field: string): Locator {
  return page.getByRole('group', { name: `What this is: ${field}` });
}

/** Saves the open form of an SSO connection. */
async function saveSettings(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`${name} is saved`).first()).toBeVisible();
  await expect(page.getByText('You have unsaved changes.')).toHaveCount(0);
}

/** Lets the portal make its key on the page of an SSO connection. */
export async function generateKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Generate a key' }).click();
  await expect(page.getByText('Generate a key: done')).toBeVisible();
}

/** Switches the debug mode of the open SSO connection on, and saves. */
export async function switchDebugModeOn(
  page: Page,
  name: string,
): Promise<void> {
  const toggle = page.getByRole('switch', { name: 'Debug mode' });
  // By keyboard: the input itself is hidden below what is drawn for it.
  await toggle.press('Space');
  await expect(toggle).toBeChecked();
  await saveSettings(page, name);
}
