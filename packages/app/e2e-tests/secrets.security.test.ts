import {
  createSamlKey,
  type DevIdp,
  type DevSamlIdp,
  startDevIdp,
  startDevSamlIdp,
} from '@latchkey/dev-idp';
import { expect, type Page, test } from '@playwright/test';
import {
  activateOidc,
  administrator,
  completeSetup,
  expectSignedIn,
  setupLinkOf,
  signInLocally,
  signOut,
} from './support/administrator';
import { adminApi } from './support/adminApi';
import { holdsPrivateKey, withoutBreaks } from './support/holdsPrivateKey';
import {
  activateSaml,
  generateKey,
  switchDebugModeOn,
} from './support/samlSettings';
import { refusalReference, signInThrough } from './support/signInAtSamlIdp';
import { type Portal, startPortal } from './support/startPortal';
import { watchAnswers } from './support/watchAnswers';

let portal: Portal;
let idp: DevIdp;
let samlIdp: DevSamlIdp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  idp = await startDevIdp();
  samlIdp = await startDevSamlIdp({
    settings: { sign: 'both', encryption: 'aes256-gcm' },
  });
  portal = await startPortal();
});

test.afterAll(async () => {
  await portal?.stop();
  await samlIdp?.stop();
  await idp?.stop();
});

test('CONN-11 no secret is in any answer, log line or trace', async ({
  page,
}) => {
  const answers = watchAnswers(page, portal.url);
  const bearers = new Set<string>();
  page.on('request', request => {
    const { searchParams } = new URL(request.url());
    for (const name of ['code', 'state', 'ticket', 'nonce']) {
      const value = searchParams.get(name);
      if (value) bearers.add(value);
    }
  });
  // An honest sign-in …
  const setupLink = setupLinkOf(portal);
  await completeSetup(page, setupLink);
  await activateOidc(page, {
    url: portal.url,
    issuer: idp.issuer,
    clientId: idp.clientId,
    clientSecret: idp.clientSecret,
    displayName: 'Provider',
  });
  await signOut(page, portal.url);
  const signInAsAlice = async () => {
    await page.getByRole('link', { name: /Provider/ }).click();
    const form = page.getByLabel('Username', { exact: true });
    await expect(form.or(page.getByRole('alert')).first()).toBeVisible();
    if (await form.isVisible()) {
      await form.fill('alice');
      await page.getByLabel('Password').fill('alice-password');
      await page.getByRole('button', { name: 'Sign in' }).click();
    }
  };
  await signInAsAlice();
  await expectSignedIn(page);
  const cookies = await page.context().cookies();
  await signOut(page, portal.url);

  // … and one that fails at the token endpoint, with its trace.
  await signInLocally(page);
  const api = await adminApi(page, portal.url);
  const connection = await api.get(portal.url, '/connections/provider');
  const wrongSecret = 'a wrong secret that must stay hidden';
  await api.put(portal.url, '/connections/provider', {
    displayName: connection.displayName,
    settings: connection.settings,
    policy: connection.policy,
    version: connection.version,
    secrets: { clientSecret: wrongSecret },
  });
  await signOut(page, portal.url);
  await page.context().clearCookies();
  await signInAsAlice();
  await expect(
    page.getByText('The sign-in provider did not accept this portal.'),
  ).toBeVisible();
  const traces = await api.get(portal.url, '/traces');
  expect(traces.traces).toMatchObject([
    { code: 'client-authentication-failed', connectionId: 'provider' },
  ]);
  const trace = await api.get(
    portal.url,
    `/traces/${traces.traces[0].reference}`,
  );
  expect(trace.steps.map(({ step }: { step: string }) => step)).toEqual([
    'state',
    'verify',
  ]);

  const sessions = cookies
    .filter(({ name }) => name.startsWith('latchkey-'))
    .map(({ value }) => value);
  expect(sessions.length).toBeGreaterThanOrEqual(2);
  expect(bearers.size).toBeGreaterThanOrEqual(6);
  const key = setupLink.split('#sso-setup=')[1];
  const passwords = [idp.clientSecret, wrongSecret, administrator.password];
  const inLog = portal.output().replace(setupLink, '');
  const inTraces = JSON.stringify([traces, trace]);

  for (const secret of [...passwords, ...sessions, ...bearers, key]) {
    expect(inLog).not.toContain(secret);
    expect(inLog).not.toContain(encodeURIComponent(secret));
    expect(inTraces).not.toContain(secret);
  }
  const bodies = await answers();
  for (const { url, text } of bodies) {
    // A ticket of a local sign-in is made for the page that asked.
    for (const secret of [...passwords, ...sessions, key]) {
      expect(text, url).not.toContain(secret);
    }
  }
  expect(bodies.length).toBeGreaterThan(20);
});

/** Replaces the key of the portal in the open form; gives what it answered. */
async function pasteKey(
  page: Page,
  key: { certificate: string; privateKey: string },
): Promise<string> {
  await page
    .getByLabel('Certificate of this portal', { exact: true })
    .fill(key.certificate);
  const replace = page
    .getByRole('group', { name: 'Private key of this portal', exact: true })
    .getByRole('button', { name: 'Replace' });
  const field = page.getByRole('textbox', {
    name: 'Private key of this portal',
    exact: true,
  });
  await expect(replace.or(field)).toBeVisible();
  if (await replace.isVisible()) {
    await replace.click();
  }
  await field.fill(key.privateKey);
  const saving = page.waitForResponse(
    response => response.request().method() === 'PUT',
  );
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  return (await saving).text();
}

test('CONN-11 SAML-5 SAML-11 no private key and no assertion is in any answer, log line or trace', async ({
  page,
}) => {
  const displayName = 'University';
  const { url } = portal;
  const { metadataUrl, entityId } = samlIdp;
  const answers = watchAnswers(page, url);
  const messages: string[] = [];
  page.on('request', request => {
    const answer = new URLSearchParams(request.postData() ?? '').get(
      'SAMLResponse',
    );
    if (answer) messages.push(answer);
  });
  const signIn = async () => {
    await page.context().clearCookies();
    await signInThrough(page, { url, displayName, username: 'bob' });
    await signOut(page, url);
  };
  const openSettings = async () => {
    await page.goto(url);
    await signInLocally(page);
    await page.goto(`${url}/sso/connections/university`);
  };

  // A key that the portal makes, with which it opens an assertion …
  await page.goto(url);
  await signInLocally(page);
  await activateSaml(page, { url, displayName, metadataUrl, entityId });
  await generateKey(page);
  await page.getByRole('button', { name: 'Prepare the next key' }).click();
  await expect(page.getByText('Prepare the next key: done')).toBeVisible();
  await signOut(page, url);
  await signIn();

  // … some that are pasted, two of them useless, and one that is used …
  await openSettings();
  const [pasted, other] = [await createSamlKey(), await createSamlKey()];
  const broken = pasted.privateKey.replace(/\n.{64}\n/, '\n');
  const refusals = [
    await pasteKey(page, { ...pasted, privateKey: other.privateKey }),
    await pasteKey(page, { ...pasted, privateKey: broken }),
  ];
  for (const refusal of refusals) {
    expect(JSON.parse(refusal)).toMatchObject({ error: {} });
  }
  const saved = JSON.parse(await pasteKey(page, pasted));
  expect(saved.secrets.privateKey.fingerprint).toBeTruthy();
  await expect(page.getByText(`${displayName} is saved`).first()).toBeVisible();
  await switchDebugModeOn(page, displayName);
  await signOut(page, url);
  await signIn();

  // … and an answer that is refused, with its trace.
  await openSettings();
  const api = await adminApi(page, url);
  const connection = await api.get(url, '/connections/university');
  await api.put(url, '/connections/university', {
    displayName,
    policy: connection.policy,
    version: connection.version,
    settings: {
      ...connection.settings,
      entityId: 'https://another.example.test',
    },
  });
  await signOut(page, url);
  await page.getByRole('link', { name: displayName }).click();
  await refusalReference(page, 'came from somebody else');

  const { traces } = await api.get(url, '/traces?connectionId=university');
  expect(traces.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'refused',
    'success',
  ]);
  const details = [];
  for (const { reference } of traces) {
    details.push(await api.get(url, `/traces/${reference}`));
  }
  const seen = [
    ...(await answers()),
    { url: 'log', text: portal.output() },
    { url: 'traces', text: JSON.stringify(details) },
  ];
  expect(seen.length).toBeGreaterThan(20);

  expect(messages).toHaveLength(3);
  const proofs = messages.flatMap(message => {
    const xml = Buffer.from(message, 'base64').toString('utf8');
    const found = [
      ...xml.matchAll(/<(?:\w+:)?(?:SignatureValue|CipherValue)>([^<]+)</g),
    ].map(([, value]) => withoutBreaks(value));
    expect(found.length).toBeGreaterThanOrEqual(3);
    return [message, ...found];
  });
  const keys = [pasted, other].map(({ privateKey }) =>
    withoutBreaks(privateKey.replace(/-----.*-----/g, '')),
  );
  expect([pasted.privateKey, ...keys].every(holdsPrivateKey)).toBe(true);
  expect(holdsPrivateKey(pasted.certificate)).toBe(false);
  for (const { url: place, text } of seen) {
    const plain = withoutBreaks(text);
    expect(holdsPrivateKey(text), place).toBe(false);
    for (const secret of [...keys, ...proofs]) {
      // A part of it would be too much already.
      expect(plain, place).not.toContain(secret.slice(0, 200));
      expect(plain, place).not.toContain(secret.slice(-200));
    }
    if (place !== 'traces') {
      expect(text, place).not.toMatch(/<(?:\w+:)?(?:Encrypted)?Assertion[\s>]/);
    }
  }
});
