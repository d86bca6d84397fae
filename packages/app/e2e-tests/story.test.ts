import { startDevIdp, type DevIdp } from '@latchkey/dev-idp';
import { expect, test } from '@playwright/test';
import {
  activateOidc,
  completeSetup,
  expectSignedIn,
  setupLinkOf,
  signInLocally,
  signOut,
} from './support/administrator';
import { type Portal, startPortal } from './support/startPortal';

let portal: Portal;
let idp: DevIdp;

test.beforeAll(async () => {
  idp = await startDevIdp();
  portal = await startPortal();
});

test.afterAll(async () => {
  await portal?.stop();
  await idp?.stop();
});

test('LOCAL-1 CONN-1 CONN-2 OIDC-1 USER-3 GROUP-6 from the set-up link to the Catalog', async ({
  page,
}) => {
  await completeSetup(page, setupLinkOf(portal));
  expect(page.url()).not.toContain('sso-setup');
  await signOut(page, portal.url);
  await signInLocally(page);

  await activateOidc(page, {
    url: portal.url,
    issuer: idp.issuer,
    clientId: idp.clientId,
    clientSecret: idp.clientSecret,
    displayName: 'Company account',
  });
  await expect(
    page.getByText(`${portal.url}/api/sso/sign-in/company-account/callback`),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Check provider' }).click();
  await expect(page.getByRole('img', { name: 'Passed' }).first()).toBeVisible();
  await expect(page.getByRole('img', { name: 'Failed' })).toHaveCount(0);
  await signOut(page, portal.url);

  // The page first asked for stays asked for.
  await page.goto(`${portal.url}/settings`);
  await page.getByRole('link', { name: /Company account/ }).click();
  await page.getByLabel('Username').fill('alice');
  await page.getByLabel('Password').fill('alice-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expectSignedIn(page);
  expect(new URL(page.url()).pathname).toMatch(/^\/settings/);
  await expect(page.getByText('Alice Ferreira').first()).toBeVisible();

  await expect(async () => {
    await page.goto(`${portal.url}/catalog/default/user/alice`);
    await expect(page.getByText('Alice Ferreira').first()).toBeVisible({
      timeout: 3_000,
    });
    await expect(page.getByText('engineering').first()).toBeVisible({
      timeout: 3_000,
    });
    await expect(page.getByText('platform').first()).toBeVisible({
      timeout: 3_000,
    });
  }).toPass({ timeout: 45_000 });

  await signOut(page, portal.url);
  await page.goBack();
  await expect(
    page.getByRole('heading', { name: /^Sign in to / }),
  ).toBeVisible();
  await expect(page.getByText('Alice Ferreira')).toHaveCount(0);
});
