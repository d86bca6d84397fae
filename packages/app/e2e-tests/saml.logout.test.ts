import { expect, type Page, test } from '@playwright/test';
import { completeSetup, setupLinkOf, signOut } from './support/administrator';
import { activateSaml, generateKey } from './support/samlSettings';
import { type SamlPortal, startSamlPortal } from './support/startSamlPortal';

type Binding = 'redirect' | 'post';

let saml: SamlPortal;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  saml = await startSamlPortal();
  const { url, displayName, idp, replicas } = saml;
  const page = await browser.newPage();
  await completeSetup(page, setupLinkOf(replicas.portals[0]));
  await activateSaml(page, {
    url,
    displayName,
    metadataUrl: idp.metadataUrl,
    entityId: idp.entityId,
  });
  await generateKey(page);
  await page.close();
});

test.afterAll(async () => {
  await saml?.stop();
});

const methodOf = (binding: Binding) => (binding === 'post' ? 'POST' : 'GET');

async function signOutAtProvider(page: Page, binding: Binding): Promise<void> {
  const { base, id, url } = saml;
  saml.idp.registerSp({
    ...(await saml.idp.registerSpMetadata(`${base}/metadata`)),
    logoutBinding: binding,
  });
  await saml.signInAsAlice(page);
  expect(await saml.sessionStatuses(page)).toEqual([200, 200]);

  const before = saml.replicas.proxy.log.length;
  await page.goto(saml.idp.signOutUrl);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();

  expect(saml.wentTo(/\/logout/, before)).toEqual([
    expect.stringMatching(
      `^${methodOf(binding)} /api/sso/sign-in/${id}/logout → [01]$`,
    ),
  ]);
  expect(await saml.sessionStatuses(page)).toEqual([401, 401]);
  await page.goto(url);
  await expect(
    page.getByRole('heading', { name: /^Sign in to / }),
  ).toBeVisible();
}

async function signOutOfPortal(page: Page, binding: Binding): Promise<void> {
  const { displayName, url } = saml;
  await saml.configure(page, {
    signOutAtProvider: true,
    logoutBinding: binding,
  });
  await saml.signInAsAlice(page);

  const before = saml.idp.requests.length;
  await signOut(page, url);
  expect(await saml.sessionStatuses(page)).toEqual([401, 401]);
  expect(saml.idp.requests.slice(before)).toContainEqual({
    method: methodOf(binding),
    path: '/saml/logout',
  });

  // The provider asks for the password again.
  await page.getByRole('link', { name: displayName }).click();
  await expect(page.getByLabel('Username', { exact: true })).toBeVisible();
}

for (const binding of ['redirect', 'post'] as const) {
  test(`SAML-9 signing out at the provider ends the session on both replicas, by ${binding}`, ({
    page,
  }) => signOutAtProvider(page, binding));

  test(`SAML-9 signing out of the portal signs out at the provider, by ${binding}`, ({
    page,
  }) => signOutOfPortal(page, binding));
}
