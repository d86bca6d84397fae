import { type DevIdp, startDevIdp } from '@latchkey/dev-idp';
import { expect, type Page, test } from '@playwright/test';
import { URI } from 'otpauth';
import {
  activateOidc,
  administrator,
  completeSetup,
  setupLinkOf,
  signInLocally,
  signOut,
} from './support/administrator';
import { inspect, scrollTo } from './support/inspect';
import { fillLoginPage, signInThrough } from './support/signInAtSamlIdp';
import { type Portal, startPortal } from './support/startPortal';

const displayName = 'Company account';
const connectionPath = '/sso/connections/company-account';

let portal: Portal;
let idp: DevIdp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  idp = await startDevIdp();
  portal = await startPortal();
});

test.afterAll(async () => {
  await portal?.stop();
  await idp?.stop();
});

/** The panel about override auth, on the page of the SSO connection. */
const overridePanel = (page: Page) =>
  page.getByRole('region', { name: 'Override auth', exact: true });

test('LOCAL-6 USER-8 LOCAL-3 OPS-7 pages about accounts and ways in fit', async ({
  page,
}) => {
  test.setTimeout(420_000);
  const { url } = portal;
  const { issuer, clientId, clientSecret } = idp;
  await completeSetup(page, setupLinkOf(portal));
  await activateOidc(page, {
    url,
    issuer,
    clientId,
    clientSecret,
    displayName,
  });
  await signOut(page, url);
  await signInThrough(page, { url, displayName, username: 'alice' });
  await signOut(page, url);
  await signInLocally(page);

  await page.goto(`${url}/sso/accounts`);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Username').fill('sam');
  await page.getByLabel('Full name').fill('Sam Okafor');
  await page.getByLabel('Email').fill('sam.okafor@example.test');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('dialog', { name: 'The account sam is created' }),
  ).toContainText('#sso-reset=');
  await page.getByRole('button', { name: 'Open the account' }).click();
  await expect(page.getByRole('heading', { name: 'Sam Okafor' })).toBeVisible();
  await page.getByRole('button', { name: 'Disable' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Disable' })
    .click();
  await expect(
    page.getByText('Disabled by an administrator. Nobody can sign in.'),
  ).toBeVisible();

  const openList = async () => {
    await page.goto(`${url}/sso/accounts`);
    await expect(page.getByRole('link', { name: 'Sam Okafor' })).toBeVisible();
  };
  await inspect(page, 'accounts', openList);
  await openList();
  await page.getByRole('link', { name: 'Alice Ferreira' }).click();
  await expect(page.getByText('Only through Company account')).toBeVisible();
  await inspect(page, 'account');
  await inspect(page, 'account-reset', async () => {
    await openList();
    await page.getByRole('link', { name: 'Sam Okafor' }).click();
    await page.getByRole('button', { name: 'Reset password' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Reset password' })
      .click();
    await expect(
      page.getByRole('dialog', { name: 'Link for a new password' }),
    ).toBeVisible();
  });
  await inspect(page, 'ways-in', async () => {
    await page.goto(`${url}/sso/ways-in`);
    await expect(page.getByRole('table')).toBeVisible();
    await expect(
      page.getByRole('list', { name: 'Ways back in' }),
    ).toBeVisible();
  });
});

test('CONN-5 CONN-7 OPS-7 the panel about override auth fits', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const { url } = portal;
  await page.goto(url);
  await signInLocally(page);
  await page.goto(`${url}${connectionPath}`);
  await page.getByRole('button', { name: 'Test sign-in' }).click();
  await fillLoginPage(page, 'alice');
  await expect(page.getByText('The test sign-in succeeded')).toBeVisible();
  expect(page.url()).toBe(`${url}${connectionPath}`);
  await scrollTo(overridePanel(page));

  await page.getByRole('button', { name: 'Switch override auth on' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Switch override auth on' })
    .click();
  await expect(
    overridePanel(page).getByText('On, but not confirmed'),
  ).toBeVisible();
  await inspect(page, 'override-pending', async () => {
    await page.goto(`${url}${connectionPath}`);
    await expect(overridePanel(page).getByRole('timer')).toBeVisible();
    await scrollTo(overridePanel(page));
  });
  await inspect(page, 'connections-override', async () => {
    await page.goto(`${url}/sso/connections`);
    await expect(
      page.getByText('Override auth, to be confirmed'),
    ).toBeVisible();
  });
  await page.goto(`${url}${connectionPath}`);
  await overridePanel(page).getByRole('button', { name: 'Switch off' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Switch off' })
    .click();
  await expect(
    overridePanel(page).getByRole('button', {
      name: 'Switch override auth on',
    }),
  ).toBeVisible();
});

test('LOCAL-4 LOCAL-6 USER-9 OPS-7 the page about the own security fits', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const { url } = portal;
  await page.goto(url);
  await signInLocally(page);
  const beginTwoFactor = async () => {
    await page.goto(`${url}/my-security`);
    await page
      .getByRole('button', { name: 'Turn on two-factor authentication' })
      .click();
    await page.getByLabel(/^Current password/).fill(administrator.password);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(
      page.getByRole('img', { name: 'QR code for your authenticator app' }),
    ).toBeVisible();
  };
  await inspect(page, 'two-factor-qr-code', beginTwoFactor);
  await beginTwoFactor();
  const secret = await page
    .getByRole('dialog')
    .getByRole('code')
    .first()
    .innerText();
  const authenticator = URI.parse(
    `otpauth://totp/Latchkey:admin?secret=${secret.replaceAll(' ', '')}`,
  );
  await page.getByLabel(/^Code/).fill(authenticator.generate());
  await page.getByRole('button', { name: 'Turn on', exact: true }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' });
  await expect(codes.getByRole('listitem')).toHaveCount(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();

  await inspect(page, 'my-security', async () => {
    await page.goto(`${url}/my-security`);
    await expect(page.getByText(/^On since/)).toBeVisible();
  });
});
