import { expect, test } from '@playwright/test';
import { Portal, startPortal } from './support/startPortal';

let portal: Portal;

test.beforeAll(async () => {
  portal = await startPortal();
});

test.afterAll(async () => {
  await portal?.stop();
});

test('serves the app from the origin of the backend, within its content security policy', async ({
  page,
}) => {
  const violations: string[] = [];
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) {
      violations.push(message.text());
    }
  });

  const response = await page.goto(portal.url);

  await expect(page).toHaveTitle('Latchkey Portal');
  await expect(page.locator('#root')).not.toBeEmpty();
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect(response?.headers()['content-security-policy']).toContain(
    "frame-ancestors 'none'",
  );
  expect(violations).toEqual([]);
});

test('gives the Catalog to nobody who is not signed in', async ({
  request,
}) => {
  const anonymous = await request.get(`${portal.url}/api/catalog/entities`);

  expect(anonymous.status()).toBe(401);
});
