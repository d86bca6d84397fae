import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { startDevIdp, type DevIdp } from '@latchkey/dev-idp';
import { expect, type Page, test } from '@playwright/test';
import {
  activateOidc,
  completeSetup,
  setupLinkOf,
  signOut,
} from './support/administrator';
import { type Portal, startPortal } from './support/startPortal';

const screens = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
};
const schemes = ['light', 'dark'] as const;
// `LATCHKEY_SCREENSHOTS=1 npm test -- e2e pages` renews those of the docs.
const pictures = process.env.LATCHKEY_SCREENSHOTS
  ? path.resolve(__dirname, '../../../docs/images')
  : undefined;

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

/** Looks at a page on every screen and in both schemes. */
async function inspect(
  page: Page,
  name: string,
  open?: () => Promise<void>,
): Promise<void> {
  for (const [screen, viewport] of Object.entries(screens)) {
    for (const colorScheme of schemes) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await open?.();
      // Transitions of the theme are over, toasts are gone.
      await page.waitForTimeout(600);
      const overflow = await page.evaluate(
        () =>
          document.documentElement.scrollWidth -
          document.documentElement.clientWidth,
      );
      expect
        .soft(overflow, `${name} is too wide on a ${screen}`)
        .toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page })
        // Backstage's own header: its tabs name panels that it does not have.
        .exclude('[role="tab"][href]')
        .analyze();
      const serious = violations.filter(
        ({ impact }) => impact === 'serious' || impact === 'critical',
      );
      expect
        .soft(
          serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          `${name}, ${screen}, ${colorScheme}`,
        )
        .toEqual([]);
      if (pictures) {
        await page.screenshot({
          path: path.join(pictures, `${name}-${screen}-${colorScheme}.png`),
        });
      }
    }
  }
  await page.setViewportSize(screens.desktop);
  await page.emulateMedia({ colorScheme: 'light' });
}

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
