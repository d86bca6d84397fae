import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { root } from './launchPortal';

const screens = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
};
const schemes = ['light', 'dark'] as const;
// `LATCHKEY_SCREENSHOTS=1 npm test -- e2e pages` renews those of the docs.
const pictures = process.env.LATCHKEY_SCREENSHOTS
  ? path.join(root, 'docs/images')
  : undefined;

async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Backstage's own header: its tabs name panels that it does not have.
    .exclude('[role="tab"][href]')
    // What is read out for a moment names buttons that may be gone by then.
    .exclude('[data-live-announcer]')
    .analyze();
  const serious = violations.filter(
    ({ impact }) => impact === 'serious' || impact === 'critical',
  );
  expect
    .soft(
      serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      name,
    )
    .toEqual([]);
}

/**
 * Looks at a page on each screen and in each scheme once; for pictures, on
 * every screen in both.
 */
export async function inspect(
  page: Page,
  name: string,
  open?: () => Promise<void>,
): Promise<void> {
  for (const [screen, viewport] of Object.entries(screens)) {
    for (const colorScheme of schemes) {
      const isChecked = (screen === 'desktop') === (colorScheme === 'light');
      if (!isChecked && !pictures) continue;
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
      if (isChecked) {
        await expectAccessible(page, `${name}, ${screen}, ${colorScheme}`);
      }
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

/** Brings a part of a page to the top of the screen. */
export async function scrollTo(part: Locator): Promise<void> {
  await part.first().evaluate(element => {
    element.scrollIntoView({ block: 'start' });
    // Away from what sticks to the edge.
    document.scrollingElement?.scrollBy(0, -16);
  });
}
