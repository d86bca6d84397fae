import { startDevIdp, type DevIdp } from '@latchkey/dev-idp';
import { expect, test } from '@playwright/test';
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

test('CONN-11 no secret is in any answer, log line or trace', async ({
  page,
}) => {
  const bodies: Array<{ url: string; text: Promise<string> }> = [];
  const bearers = new Set<string>();
  page.on('request', request => {
    const { searchParams } = new URL(request.url());
    for (const name of ['code', 'state', 'ticket', 'nonce']) {
      const value = searchParams.get(name);
      if (value) bearers.add(value);
    }
  });
  page.on('response', response => {
    if (response.url().startsWith(`${portal.url}/api/`)) {
      bodies.push({
        url: response.url().split('?')[0],
        // Redirects have no body to read.
        text: response.text().catch(() => ''),
      });
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
  for (const { url, text } of bodies) {
    const body = await text;
    // A ticket of a local sign-in is made for the page that asked.
    for (const secret of [...passwords, ...sessions, key]) {
      expect(body, url).not.toContain(secret);
    }
  }
  expect(bodies.length).toBeGreaterThan(20);
});
