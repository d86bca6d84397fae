import { type DevIdp, startDevIdp } from '@latchkey/dev-idp';
import { type Browser, expect, type Page, test } from '@playwright/test';
import {
  activateOidc,
  completeSetup,
  expectSignedIn,
  setupLinkOf,
  signInLocally,
} from './support/administrator';
import { findFreePort } from './support/findFreePort';
import { type Portal, type PortalOptions, root } from './support/launchPortal';
import { armOverride, confirmOverride, linkProvider } from './support/override';
import { printRecoveryLink } from './support/printRecoveryLink';
import { fillLoginPage } from './support/signInAtSamlIdp';
import {
  builtPortalFolder,
  startBuiltPortal,
} from './support/startBuiltPortal';
import { startPortal } from './support/startPortal';

test.describe.configure({ mode: 'serial' });

const connectionId = 'company-account';
const displayName = 'Company account';
/** Of the development provider; the identity of the administrator there. */
const username = 'alice';

let idp: DevIdp | undefined;
let idpPort: number;
let portal: Portal;
/** How it was started. */
let startedBy: typeof startPortal;
/** All portals here are one after the other at one address. */
let same: PortalOptions;

test.beforeAll(async () => {
  idpPort = await findFreePort();
  idp = await startDevIdp({ port: idpPort });
  const port = await findFreePort();
  same = { port, databases: `override_${port}` };
  portal = await startPortal(same);
  startedBy = startPortal;
});

test.afterAll(async () => {
  await portal?.stop();
  await idp?.stop();
});

/** Opens the portal as anybody does, and is sent away by it. */
async function expectSentToProvider(page: Page): Promise<void> {
  const sent = page.waitForRequest(request =>
    request.url().startsWith(`${portal.url}/api/auth/sso/start`),
  );
  await page.goto(portal.url).catch(() => {
    // Where nothing answers the browser stops at an error of its own.
  });
  const { searchParams } = new URL((await sent).url());
  expect(searchParams.get('connection')).toBe(connectionId);
}

async function signInThroughOverride(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await expectSentToProvider(page);
  await fillLoginPage(page, username);
  await expectSignedIn(page);
  return page;
}

test('CONN-5 CONN-7 the sign-in page goes straight to the provider', async ({
  browser,
  page,
}) => {
  const setUp = { url: portal.url, connectionId, displayName, username };
  await completeSetup(page, setupLinkOf(portal));
  await activateOidc(page, {
    url: portal.url,
    issuer: `http://localhost:${idpPort}`,
    clientId: String(idp?.clientId),
    clientSecret: String(idp?.clientSecret),
    displayName,
  });
  await linkProvider(page, setUp);
  await armOverride(page, setUp);

  // A session that was made before proves nothing.
  await expect(
    page.getByRole('button', { name: 'Confirm', exact: true }),
  ).toBeDisabled();
  const other = await signInThroughOverride(browser);
  await confirmOverride(other, setUp);
  await other.context().close();
  await (await signInThroughOverride(browser)).context().close();
});

test('CONN-6 the issuer of override auth is gone', async ({ page }) => {
  await idp?.stop();
  idp = undefined;
  await expectSentToProvider(page);
});

const portals = [
  {
    name: 'the portal from its sources',
    start: startPortal,
    command: () => ({ cwd: root, args: ['scripts/run.mjs', 'sso'] }),
  },
  {
    name: 'the portal from its production build',
    start: startBuiltPortal,
    command: () => ({
      cwd: builtPortalFolder(),
      args: ['plugins/sso-backend/bin/sso.js'],
    }),
  },
];

portals.forEach(({ name, start, command }) => {
  test.describe(name, () => {
    /** Stops the portal and starts it again, as the operator does. */
    async function restart(args: string[] = []): Promise<void> {
      await portal.stop();
      portal = await start({ ...same, args });
      startedBy = start;
    }

    test('CONN-6 is back in with ?nosso=1', async ({ page }) => {
      if (startedBy !== start) await restart();
      await expectSentToProvider(page);
      await page.goto(`${portal.url}/?nosso=1`);
      await expect(page.getByRole('link', { name: displayName })).toBeVisible();
      await signInLocally(page);
    });

    test('LOCAL-7 is back in with a recovery link of the command line', async ({
      page,
    }) => {
      const link = await printRecoveryLink(portal, command());
      expect(link).toMatch(/\/#sso-recovery=[\w-]+\.[\w-]+\.[\w-]+$/);
      await page.goto(link);
      const button = page.getByRole('button', {
        name: 'Sign in as administrator',
      });
      await button.click();
      await expectSignedIn(page);
      expect(page.url()).not.toContain('sso-recovery');
      expect(portal.output()).not.toContain(link.split('.').at(-1));

      await page.context().clearCookies();
      await page.goto('about:blank');
      await page.goto(link);
      await button.click();
      await expect(
        page.getByText('This recovery link was already used or has expired.'),
      ).toBeVisible();
    });

    test('CONN-6 is back in after a restart with --disablePlugins=true', async ({
      page,
    }) => {
      await restart(['--disablePlugins=true']);
      expect(portal.output()).toContain('STARTED WITHOUT SSO');
      await page.goto(portal.url);
      await expect(
        page.getByText('The portal runs without single sign-on.'),
      ).toBeVisible();
      await expect(page.getByRole('link', { name: displayName })).toHaveCount(
        0,
      );
      await signInLocally(page);
    });
  });
});

test('CONN-6 all is as before once the provider is back', async ({
  browser,
}) => {
  idp = await startDevIdp({ port: idpPort });
  await portal.stop();
  portal = await startBuiltPortal(same);
  await signInThroughOverride(browser);
});
