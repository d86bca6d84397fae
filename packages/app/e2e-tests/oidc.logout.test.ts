import { expect, type Page, test } from '@playwright/test';
import { type OidcPortal, startOidcPortal } from './support/startOidcPortal';

let oidc: OidcPortal;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  oidc = await startOidcPortal();
  const page = await browser.newPage();
  await oidc.connect(page);
  await page.close();
});

test.afterAll(async () => {
  await oidc?.stop();
});

const expectSignInPage = (page: Page) =>
  expect(page.getByRole('heading', { name: /^Sign in to / })).toBeVisible();

/** Ends the session on the page of the provider. */
async function signOutAtProvider(page: Page): Promise<void> {
  expect(await oidc.sessionStatuses(page)).toEqual([200, 200]);
  await page.goto(oidc.idp.signOutUrl);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
}

/** The portal has noticed, and shows it as soon as it is opened. */
async function expectSignedOut(page: Page): Promise<void> {
  expect(await oidc.sessionStatuses(page)).toEqual([401, 401]);
  await page.goto(oidc.url);
  await expectSignInPage(page);
}

test('OIDC-6 signing out of the portal signs out at the provider and comes back', async ({
  page,
}) => {
  const { url, displayName, idp } = oidc;
  await oidc.configure(page, { signOutAtProvider: true });
  await oidc.signInAs(page, 'alice');

  await page.goto(`${url}/settings`);
  await page.getByTestId('user-settings-menu').first().click();
  await page.getByRole('menuitem', { name: 'Sign Out' }).click();
  await expect(page.getByText('The portal has signed you out.')).toBeVisible();
  expect(new URL(page.url()).origin).toBe(idp.issuer);
  // Whatever is answered there, the portal has ended its session.
  expect(await oidc.sessionStatuses(page)).toEqual([401, 401]);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expectSignInPage(page);
  expect(page.url()).toBe(`${url}/`);

  // The provider asks for the password again.
  await page.getByRole('link', { name: displayName }).click();
  await expect(page.getByLabel('Username', { exact: true })).toBeVisible();
});

test('OIDC-6 signing out at the provider ends the session by back-channel, on both replicas', async ({
  page,
}) => {
  const { idp, logoutUrl } = oidc;
  await idp.registerLogout({
    backchannelLogoutUri: `${logoutUrl}/back-channel`,
  });
  await oidc.signInAs(page, 'alice');
  await signOutAtProvider(page);
  expect(oidc.wentTo(/POST .*\/logout\/back-channel/)).toHaveLength(1);
  await expectSignedOut(page);
});

test('OIDC-6 signing out at the provider ends the session by front-channel, on both replicas', async ({
  page,
}) => {
  const { idp, logoutUrl } = oidc;
  await idp.registerLogout({
    frontchannelLogoutUri: `${logoutUrl}/front-channel`,
  });
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await oidc.signInAs(page, 'bob');
  complaints.length = 0;
  await signOutAtProvider(page);
  // The browser let the provider frame the page.
  expect(complaints).toEqual([]);
  expect(oidc.wentTo(/GET .*\/logout\/front-channel/)).toHaveLength(1);
  await expectSignedOut(page);
});
