import { startDevIdp, type DevIdp } from '@latchkey/dev-idp';
import { expect, test } from '@playwright/test';
import {
  activateOidc,
  completeSetup,
  expectSignedIn,
  setupLinkOf,
  signOut,
} from './support/administrator';
import { adminApi } from './support/adminApi';
import { type Portal, startPortal } from './support/startPortal';
import { type Proxy, startProxy } from './support/startProxy';

let idp: DevIdp;
let proxy: Proxy;
let first: Portal;
let second: Portal;

test.beforeAll(async () => {
  idp = await startDevIdp();
  proxy = await startProxy();
  const databases = `replicas_${new URL(proxy.url).port}`;
  first = await startPortal({ baseUrl: proxy.url, databases });
  second = await startPortal({ baseUrl: proxy.url, databases });
  proxy.setTargets([first.url, second.url]);
});

test.afterAll(async () => {
  await first?.stop();
  await second?.stop();
  await proxy?.stop();
  await idp?.stop();
});

test('OPS-6 CONN-2 two backends on one PostgreSQL are one portal', async ({
  page,
}) => {
  await completeSetup(page, setupLinkOf(first));
  await activateOidc(page, {
    url: proxy.url,
    issuer: idp.issuer,
    clientId: idp.clientId,
    clientSecret: idp.clientSecret,
    displayName: 'Shared provider',
  });
  const api = await adminApi(page, proxy.url);
  await signOut(page, proxy.url);

  // Started on one, finished on the other, the session taken up by the first.
  proxy.pin(/\/sign-in\/[^/]+\/start/, 0);
  proxy.pin(/\/sign-in\/[^/]+\/callback/, 1);
  proxy.pin(/\/api\/auth\/sso\/handler\/frame/, 0);
  await page.getByRole('link', { name: /Shared provider/ }).click();
  await page.getByLabel('Username').fill('bob');
  await page.getByLabel('Password').fill('bob-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expectSignedIn(page);
  await page.goto(`${proxy.url}/settings`);
  await expect(page.getByText('Bob Okafor').first()).toBeVisible();
  await expect(async () => {
    await page.goto(`${proxy.url}/catalog/default/user/bob`);
    for (const text of ['Bob Okafor', 'engineering']) {
      await expect(page.getByText(text).first()).toBeVisible({
        timeout: 3_000,
      });
    }
  }).toPass({ timeout: 45_000 });
  const steps = proxy.log.filter(line =>
    /sign-in\/.*\/(start|callback)/.test(line),
  );
  expect(steps).toEqual([
    'GET /api/sso/sign-in/shared-provider/start → 0',
    'GET /api/sso/sign-in/shared-provider/callback → 1',
  ]);

  // A session that ends on one is over on the other.
  await signOut(page, proxy.url);
  for (const replica of [first, second]) {
    const refreshed = await page.request.get(
      `${replica.url}/api/auth/sso/refresh`,
      { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
    );
    expect(refreshed.status()).toBe(401);
  }

  // What is changed on one is served by the other on its next request.
  const optionsOf = async (replica: Portal) =>
    (await page.request.get(`${replica.url}/api/sso/sign-in/options`)).json();
  const connection = await api.get(first.url, '/connections/shared-provider');
  const { icon, hidden, settings, policy, version } = connection;
  const renamed = await api.put(first.url, '/connections/shared-provider', {
    displayName: 'Renamed provider',
    icon,
    hidden,
    settings,
    policy,
    version,
  });
  expect((await optionsOf(second)).connections).toMatchObject([
    { displayName: 'Renamed provider' },
  ]);
  await api.put(second.url, '/connections/shared-provider/active', {
    active: false,
    version: renamed.version,
  });
  expect((await optionsOf(first)).connections).toEqual([]);
  await page.goto(`${proxy.url}/api/auth/sso/start?connection=shared-provider`);
  await expect(
    page.getByText('This way of signing in is switched off at the moment.'),
  ).toBeVisible();
});
