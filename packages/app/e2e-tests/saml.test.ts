import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSamlKey } from '@latchkey/dev-idp';
import { expect, test } from '@playwright/test';
import { adminApi } from './support/adminApi';
import {
  completeSetup,
  expectSignedIn,
  setupLinkOf,
  signInLocally,
  signOut,
} from './support/administrator';
import {
  createSamlConnection,
  generateKey,
  inspectionsOf,
  openSamlForm,
  readMetadata,
  switchDebugModeOn,
} from './support/samlSettings';
import { fillLoginPage, refusalReference } from './support/signInAtSamlIdp';
import { type SamlPortal, startSamlPortal } from './support/startSamlPortal';

let saml: SamlPortal;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  saml = await startSamlPortal();
});

test.afterAll(async () => {
  await saml?.stop();
});

test('SAML-1 SAML-2 an administrator sets it up from the metadata address and sees what certificates are', async ({
  page,
}) => {
  const { url, displayName } = saml;
  await completeSetup(page, setupLinkOf(saml.replicas.portals[0]));
  await openSamlForm(page, { url, displayName });
  await readMetadata(page, saml.idp);
  const shown = inspectionsOf(page, 'Certificates');
  await expect(shown).toContainText('Development identity provider');

  const past = new Date('2020-01-01T00:00:00Z');
  const day = 24 * 60 * 60 * 1000;
  const [current, expired] = [
    await createSamlKey({ commonName: 'idp.example.test' }),
    await createSamlKey({
      commonName: 'old.example.test',
      validFrom: past,
      validTo: new Date(past.getTime() + day),
    }),
  ].map(key => new X509Certificate(key.certificate));
  const field = page.getByLabel('Certificates', { exact: true });
  await field.fill(`${expired}\n${current.raw.toString('base64')}`);

  await expect(shown.getByRole('img', { name: 'Failed' })).toHaveCount(1);
  await expect(shown.getByRole('img', { name: 'Passed' })).toHaveCount(1);
  await expect(shown).toContainText('CN=idp.example.test');
  await expect(shown).toContainText('expired on 2020-01-02 00:00 UTC');
  for (const { fingerprint, fingerprint256, validToDate } of [
    current,
    expired,
  ]) {
    await expect(shown).toContainText(fingerprint);
    await expect(shown).toContainText(fingerprint256);
    await expect(shown).toContainText(
      validToDate.toISOString().slice(0, 16).replace('T', ' '),
    );
  }

  await field.fill(saml.idp.certificate);
  await expect(shown).toContainText('Development identity provider');
  await createSamlConnection(page);
  await page.getByRole('button', { name: 'Check provider' }).click();
  await expect(page.getByRole('img', { name: 'Passed' }).first()).toBeVisible();
  await expect(page.getByRole('img', { name: 'Failed' })).toHaveCount(0);
});

test('SAML-5 SAML-7 the portal makes a key and shows the values for the provider', async ({
  page,
}) => {
  const { url, base, id } = saml;
  await saml.openSettings(page);
  await generateKey(page);
  await expect(
    page.getByRole('button', { name: 'Generate a key' }),
  ).toHaveCount(0);
  await expect(
    page.getByRole('button', { name: 'Prepare the next key' }),
  ).toBeVisible();
  await expect(
    page.getByRole('group', { name: 'Private key of this portal' }),
  ).toContainText('fingerprint');
  const field = page.getByLabel('Certificate of this portal', { exact: true });
  await expect(field).toHaveValue(/BEGIN CERTIFICATE/);
  const certificate = new X509Certificate(await field.inputValue());
  await expect(inspectionsOf(page, 'Certificate of this portal')).toContainText(
    certificate.fingerprint256,
  );

  const values = page.getByRole('region', {
    name: 'Enter these at the provider',
  });
  for (const value of [
    `${base}/metadata`,
    `${base}/callback`,
    `${base}/logout`,
    `${url}/api/auth/sso/start?connection=${id}`,
  ]) {
    await expect(
      values.getByText(value, { exact: true }).first(),
    ).toBeVisible();
  }
  await values.getByRole('button', { name: 'Show: Metadata URL' }).click();
  const metadata = values.getByRole('textbox', {
    name: 'Content of Metadata URL',
  });
  await expect(metadata).toHaveValue(/AssertionConsumerService/);
  const xml = await metadata.inputValue();
  expect(xml).toContain(`entityID="${base}/metadata"`);
  expect(xml).toContain(`Location="${base}/callback"`);
  expect(xml).toContain(`Location="${base}/logout"`);
  expect(xml.replace(/\s/g, '')).toContain(certificate.raw.toString('base64'));

  const downloading = page.waitForEvent('download');
  await values.getByRole('button', { name: 'Download: Metadata URL' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.xml$/);
  const file = await readFile(await download.path(), 'utf8');
  expect(file).toBe(xml);
  // The key that one replica made is published by both.
  for (const replica of saml.replicas.portals) {
    const published = await fetch(
      `${replica.url}/api/sso/sign-in/${id}/metadata`,
    );
    expect(await published.text()).toBe(file);
  }
});

test('SAML-1 SAML-10 alice signs in by the button and by a bookmark, started on one replica and finished on the other', async ({
  page,
}) => {
  const { url, id } = saml;
  await saml.configure(page, { signRequests: true });
  saml.replicas.proxy.pin(/\/sign-in\/[^/]+\/start/, 0);
  saml.replicas.proxy.pin(/\/sign-in\/[^/]+\/callback/, 1);
  await saml.signInAsAlice(page);
  await page.goto(`${url}/settings`);
  await expect(page.getByText('Alice Ferreira').first()).toBeVisible();
  expect(saml.wentTo(/sign-in\/.*\/(start|callback)/)).toEqual([
    `GET /api/sso/sign-in/${id}/start → 0`,
    `POST /api/sso/sign-in/${id}/callback → 1`,
  ]);
  await signOut(page, url);

  // The provider still knows her, so nobody is asked.
  await page.goto(`${url}/api/auth/sso/start?connection=${id}`);
  await expectSignedIn(page);
});

test('SAML-10 a sign-in that starts at the provider is refused until it is allowed', async ({
  page,
}) => {
  const { base } = saml;
  await page.goto(saml.idp.launchUrl(`${base}/metadata`));
  await fillLoginPage(page, 'alice');
  await refusalReference(page, 'start signing in on the sign-in page');
  expect(await saml.sessionStatuses(page)).toEqual([401, 401]);

  await saml.configure(page, { allowUnsolicited: true });
  await page.goto(saml.idp.launchUrl(`${base}/metadata`));
  await expectSignedIn(page);
  expect(await saml.sessionStatuses(page)).toEqual([200, 200]);
});

test('SAML-12 OPS-2 a wrong entity ID is refused with a code, and its trace says why', async ({
  page,
}) => {
  const { url, displayName } = saml;
  await saml.configure(page, {
    entityId: 'https://another.example.test/metadata',
  });
  await page.goto(url);
  await page.getByRole('link', { name: displayName }).click();
  await fillLoginPage(page, 'alice');
  const reference = await refusalReference(
    page,
    'The proof of your identity came from somebody else',
  );
  expect(await saml.sessionStatuses(page)).toEqual([401, 401]);

  await signInLocally(page);
  await page.goto(`${url}/sso`);
  await page.getByRole('tab', { name: 'Traces' }).click();
  await page.getByLabel('Reference').fill(reference.toLowerCase());
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(
    page.getByRole('heading', { name: `Sign-in ${reference}` }),
  ).toBeVisible();
  await expect(page.getByText('saml-issuer-mismatch')).toBeVisible();
  for (const entityId of [
    saml.idp.entityId,
    'https://another.example.test/metadata',
  ]) {
    await expect(page.getByText(entityId).first()).toBeVisible();
  }
  await signOut(page, url);
  await saml.configure(page, { entityId: saml.idp.entityId });
});

test('SAML-11 debug mode keeps a trace of a sign-in that succeeds, without signatures', async ({
  page,
}) => {
  const { url, base, id, displayName } = saml;
  await saml.openSettings(page);
  await switchDebugModeOn(page, displayName);
  await signOut(page, url);

  const answered = page.waitForRequest(`${base}/callback`);
  await saml.signInAsAlice(page);
  const message = Buffer.from(
    new URLSearchParams((await answered).postData() ?? '').get(
      'SAMLResponse',
    ) ?? '',
    'base64',
  ).toString('utf8');
  const proofs = ['SignatureValue', 'DigestValue', 'X509Certificate'].map(
    name =>
      new RegExp(`<(?:\\w+:)?${name}[^>]*>([^<]+)<`).exec(message)?.[1] ?? '',
  );
  expect(proofs.every(proof => proof.length > 40)).toBe(true);
  await signOut(page, url);

  await saml.openSettings(page);
  await page.getByRole('tab', { name: 'Sign-in traces' }).last().click();
  await page.getByRole('radio', { name: 'Successful' }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Signed in as user:default/alice' })
    .first()
    .getByRole('link')
    .click();
  const xml = page.getByRole('textbox', { name: 'Response', exact: true });
  await expect(xml).toHaveValue(/<(\w+:)?SignatureValue>\s*\[hidden\]/);
  await expect(xml).toHaveValue(/alice\.ferreira@example\.test/);
  await expect(page.getByText('Audience').first()).toBeVisible();
  const [reference] = /[A-Z0-9]{4}-[A-Z0-9]{4}$/.exec(page.url()) ?? [];
  const api = await adminApi(page, url);
  const trace = await api.get(url, `/traces/${reference}`);
  expect(trace).toMatchObject({ outcome: 'success', connectionId: id });
  const text = JSON.stringify(trace) + (await xml.inputValue());
  for (const proof of proofs) {
    expect(text.replace(/\s/g, '')).not.toContain(proof.replace(/\s/g, ''));
  }
});
