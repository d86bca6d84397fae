import { expect, test, type Page } from '@playwright/test';
import { adminApi } from './support/adminApi';
import {
  completeSetup,
  expectSignedIn,
  setupLinkOf,
  signInLocally,
  signOut,
} from './support/administrator';
import { type Portal, startPortal } from './support/startPortal';
import {
  type ServiceProvider,
  type SimpleSamlPhp,
  startSimpleSamlPhp,
} from './support/startSimpleSamlPhp';

const id = 'university';

let portal: Portal;
let idp: SimpleSamlPhp;
let serviceProvider: ServiceProvider;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  idp = await startSimpleSamlPhp();
  portal = await startPortal();
  const base = `${portal.url}/api/sso/sign-in/${id}`;
  serviceProvider = {
    entityId: `${base}/metadata`,
    acsUrl: `${base}/callback`,
    logoutUrl: `${base}/logout`,
  };
  await idp.register(serviceProvider);
});

test.afterAll(async () => {
  await portal?.stop();
  await idp?.stop();
});

/** Changes settings of the SSO connection as an administrator. */
async function configure(
  page: Page,
  settings: Record<string, unknown>,
): Promise<void> {
  await page.goto(portal.url);
  await signInLocally(page);
  const api = await adminApi(page, portal.url);
  const connection = await api.get(portal.url, `/connections/${id}`);
  await api.put(portal.url, `/connections/${id}`, {
    displayName: connection.displayName,
    policy: connection.policy,
    version: connection.version,
    settings: { ...connection.settings, ...settings },
  });
  await signOut(page, portal.url);
}

async function fillPassword(page: Page): Promise<void> {
  await page.getByLabel('Username').fill('alice');
  await page.getByLabel('Password').fill('alice-password');
  await page.getByRole('button', { name: 'Login' }).click();
}

async function signInWithButton(page: Page): Promise<void> {
  await page.goto(portal.url);
  await page.getByRole('link', { name: /University/ }).click();
  await fillPassword(page);
  await expectSignedIn(page);
}

async function expectAlice(page: Page): Promise<void> {
  await page.goto(`${portal.url}/settings`);
  await expect(page.getByText('Alice Ferreira').first()).toBeVisible();
}

/** What the sign-in page says after a refusal. */
async function expectRefusal(page: Page, text: RegExp): Promise<void> {
  await expect(page.getByRole('alert').filter({ hasText: text })).toBeVisible();
}

async function isSessionGood(page: Page): Promise<boolean> {
  const response = await page.request.get(
    `${portal.url}/api/auth/sso/refresh`,
    { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
  );
  return response.ok();
}

test('SAML-1 SAML-3 an administrator sets it up from the metadata address and somebody signs in', async ({
  page,
}) => {
  await completeSetup(page, setupLinkOf(portal));
  await page.goto(`${portal.url}/sso`);
  await page.getByRole('link', { name: 'Activate a plugin' }).first().click();
  await page.getByRole('link', { name: /SAML 2\.0/ }).click();
  await page
    .getByRole('textbox', { name: 'Display name' })
    .first()
    .fill('University');
  await page
    .getByRole('textbox', { name: 'Metadata address' })
    .fill(idp.metadataUrl);
  await page.getByRole('button', { name: 'Read Metadata address' }).click();
  await expect(page.getByLabel('Entity ID (issuer)')).toHaveValue(idp.entityId);
  await expect(page.getByText('SimpleSAMLphp').first()).toBeVisible();
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
  await expect(page.getByText(serviceProvider.acsUrl).first()).toBeVisible();
  await page.getByRole('button', { name: 'Check provider' }).click();
  await expect(page.getByRole('img', { name: 'Passed' }).first()).toBeVisible();
  await expect(page.getByRole('img', { name: 'Failed' })).toHaveCount(0);
  await signOut(page, portal.url);

  await signInWithButton(page);
  await expectAlice(page);
});

test('SAML-10 a sign-in that starts at the provider is refused, and works once it is allowed', async ({
  page,
}) => {
  await page.goto(idp.launchUrl(serviceProvider));
  await fillPassword(page);
  await expectRefusal(page, /start signing in on the sign-in page/);
  expect(await isSessionGood(page)).toBe(false);

  await configure(page, { allowUnsolicited: true });
  await page.goto(idp.launchUrl(serviceProvider));
  // The provider still knows who this is, so nobody is asked again.
  await expectSignedIn(page);
  await expectAlice(page);
});

test('SAML-5 SAML-6 the portal makes a key, the provider encrypts to it and checks requests', async ({
  page,
}) => {
  await page.goto(portal.url);
  await signInLocally(page);
  await page.goto(`${portal.url}/sso/connections/${id}`);
  await page.getByRole('button', { name: 'Generate a key' }).click();
  await expect(
    page.getByRole('button', { name: 'Generate a key' }),
  ).toHaveCount(0);
  await signOut(page, portal.url);

  const metadata = await (await fetch(serviceProvider.entityId)).text();
  const certificate = /<(?:\w+:)?X509Certificate>([^<]+)</.exec(metadata)?.[1];
  expect(certificate).toBeTruthy();
  serviceProvider = { ...serviceProvider, certificate };
  await idp.register({ ...serviceProvider, encryptAssertions: true });
  await configure(page, { wantAssertionsEncrypted: true, signRequests: true });

  await signInWithButton(page);
  await expectAlice(page);
});

test('SAML-6 a signed response is enough when that is wanted, and is refused when it is not', async ({
  page,
}) => {
  await idp.register({
    ...serviceProvider,
    signAssertions: false,
    signResponse: true,
  });
  await configure(page, { wantAssertionsEncrypted: false });
  await page.goto(portal.url);
  await page.getByRole('link', { name: /University/ }).click();
  await fillPassword(page);
  await expectRefusal(page, /is not signed/);

  await configure(page, {
    wantAssertionsSigned: false,
    wantResponseSigned: true,
  });
  await page.goto(portal.url);
  await page.getByRole('link', { name: /University/ }).click();
  await expectSignedIn(page);
  await expectAlice(page);
});

function testSignOut(binding: 'redirect' | 'post'): void {
  test(`SAML-9 signing out of the portal signs out at the provider, by ${binding}`, async ({
    page,
  }) => {
    await idp.register({ ...serviceProvider, signResponse: true });
    await configure(page, {
      signOutAtProvider: true,
      logoutUrl: `${idp.url}/saml2/idp/SingleLogoutService.php`,
      logoutBinding: binding,
    });
    await signInWithButton(page);
    await signOut(page, portal.url);
    expect(await isSessionGood(page)).toBe(false);

    // The provider asks for the password again.
    await page.getByRole('link', { name: /University/ }).click();
    await expect(page.getByLabel('Username')).toBeVisible();
  });
}

testSignOut('redirect');
testSignOut('post');

test('SAML-9 signing out at the provider ends the session of the portal', async ({
  page,
}) => {
  await signInWithButton(page);
  expect(await isSessionGood(page)).toBe(true);

  await page.goto(idp.signOutUrl);
  await expect(async () => {
    expect(await isSessionGood(page)).toBe(false);
  }).toPass({ timeout: 15_000 });
  await page.goto(portal.url);
  await expect(
    page.getByRole('heading', { name: /^Sign in to / }),
  ).toBeVisible();
});
