import {
  createSamlKey,
  type DevIdp,
  type DevSamlIdp,
  startDevIdp,
  startDevSamlIdp,
} from '@latchkey/dev-idp';
import { expect, test } from '@playwright/test';
import {
  activateOidc,
  completeSetup,
  setupLinkOf,
  signInLocally,
  signOut,
} from './support/administrator';
import { inspect, scrollTo } from './support/inspect';
import {
  createSamlConnection,
  generateKey,
  inspectionsOf,
  openSamlForm,
  readMetadata,
  switchDebugModeOn,
} from './support/samlSettings';
import { signInThrough } from './support/signInAtSamlIdp';
import { type Portal, startPortal } from './support/startPortal';

let portal: Portal;
let idp: DevIdp;
let samlIdp: DevSamlIdp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const day = 24 * 60 * 60 * 1000;
  idp = await startDevIdp();
  // Its certificate runs out soon, which the upkeep reports.
  samlIdp = await startDevSamlIdp({
    key: await createSamlKey({
      commonName: 'idp.example.test',
      validTo: new Date(Date.now() + 12.5 * day),
    }),
  });
  portal = await startPortal({
    config: { 'sso.maintenance.frequency': { minutes: 1 } },
  });
});

test.afterAll(async () => {
  await portal?.stop();
  await samlIdp?.stop();
  await idp?.stop();
});

test('OPS-7 pages fit screens of all sizes and have no serious accessibility fault', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const { issuer, clientId, clientSecret } = idp;
  const provider = { url: portal.url, issuer, clientId, clientSecret };
  const link = setupLinkOf(portal);
  await inspect(page, 'setup', async () => {
    await page.goto('about:blank');
    await page.goto(link);
    await expect(
      page.getByRole('heading', { name: 'Create the first administrator' }),
    ).toBeVisible();
  });
  await page.goto('about:blank');
  await completeSetup(page, link);

  await page.goto(`${portal.url}/sso`);
  await expect(
    page.getByText('Nobody signs in through a provider yet'),
  ).toBeVisible();
  await inspect(page, 'connections-empty');
  await activateOidc(page, { ...provider, displayName: 'Company account' });
  await activateOidc(page, { ...provider, displayName: 'Partner login' });
  await page.goto(`${portal.url}/sso/connections`);
  await expect(page.getByText('Partner login').first()).toBeVisible();
  await inspect(page, 'connections');
  await page.goto(`${portal.url}/sso/activate`);
  await expect(page.getByText('OpenID Connect').first()).toBeVisible();
  await inspect(page, 'activate');
  await page.goto(`${portal.url}/sso/connections/company-account`);
  await expect(page.getByText('Enter these at the provider')).toBeVisible();
  await inspect(page, 'connection-form');

  await signOut(page, portal.url);
  await inspect(page, 'sign-in');
  await inspect(page, 'sign-in-refused', async () => {
    await page.goto(
      `${portal.url}/api/sso/sign-in/company-account/callback?state=unknown&code=x`,
    );
    await expect(page.getByRole('alert')).toBeVisible();
  });
});

test('SAML-1 SAML-2 SAML-7 SAML-8 SAML-11 OPS-7 pages of an SSO connection by SAML fit too', async ({
  page,
}) => {
  test.setTimeout(420_000);
  const { url } = portal;
  const displayName = 'University';
  const connection = `${url}/sso/connections/university`;
  await page.goto(url);
  await signInLocally(page);

  // Backstage draws everything anew in another colour scheme, so what was
  // typed or shown has to be there again each time.
  const { metadataUrl, entityId } = samlIdp;
  const fillForm = async () => {
    await openSamlForm(page, { url, displayName });
    await readMetadata(page, { metadataUrl, entityId });
  };
  await inspect(page, 'saml-form', async () => {
    await fillForm();
    await scrollTo(page.getByRole('button', { name: /^Set up from metadata/ }));
  });
  await fillForm();
  await createSamlConnection(page);
  await generateKey(page);
  await switchDebugModeOn(page, displayName);

  await expect(async () => {
    await page.goto(connection);
    await expect(page.getByRole('region', { name: 'Notices' })).toBeVisible({
      timeout: 3_000,
    });
  }).toPass({ timeout: 150_000 });
  const openConnection = async () => {
    await page.goto(connection);
    await expect(inspectionsOf(page, 'Certificates')).toContainText('SHA-256');
  };
  await inspect(page, 'saml-connection', openConnection);
  await inspect(page, 'saml-certificates', async () => {
    await openConnection();
    await scrollTo(page.getByText('Certificates', { exact: true }));
  });
  await inspect(page, 'saml-provider-values', async () => {
    await openConnection();
    await page.getByRole('button', { name: 'Show: Metadata URL' }).click();
    await expect(
      page.getByRole('textbox', { name: 'Content of Metadata URL' }),
    ).toHaveValue(/EntityDescriptor/);
    await scrollTo(
      page.getByRole('heading', { name: 'Enter these at the provider' }),
    );
  });
  await inspect(page, 'saml-actions', async () => {
    await openConnection();
    await page.getByRole('button', { name: 'Read the metadata now' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('Read the metadata now: done')).toBeVisible();
    await scrollTo(page.getByRole('heading', { name: 'Actions' }));
  });
  await signOut(page, url);
  await signInThrough(page, { url, displayName, username: 'alice' });
  await signOut(page, url);
  await signInLocally(page);
  await page.goto(`${url}/sso/connections`);
  await expect(page.getByText('One notice')).toBeVisible();
  await inspect(page, 'connections-notice');

  await page.goto(`${url}/sso/traces`);
  await expect(page.getByText('Signed in as user:default/alice')).toBeVisible();
  await inspect(page, 'traces');
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Signed in as user:default/alice' })
    .getByRole('link')
    .first()
    .click();
  await expect(
    page.getByRole('heading', { name: 'What happened' }),
  ).toBeVisible();
  const openTrace = async () => {
    await page.reload();
    await expect(
      page.getByRole('textbox', { name: 'Response', exact: true }),
    ).toBeVisible();
  };
  await inspect(page, 'trace', openTrace);
  await inspect(page, 'trace-message', async () => {
    await openTrace();
    await scrollTo(page.getByText('Response', { exact: true }));
  });
});
