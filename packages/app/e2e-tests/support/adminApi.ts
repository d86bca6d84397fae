import { expect, type Page } from '@playwright/test';

/** The settings API with the identity of whoever is signed in on a page. */
export async function adminApi(page: Page, portalUrl: string) {
  const refreshed = await page.request.get(
    `${portalUrl}/api/auth/sso/refresh`,
    { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
  );
  expect(refreshed.status()).toBe(200);
  const { backstageIdentity } = await refreshed.json();
  const headers = { Authorization: `Bearer ${backstageIdentity.token}` };

  return {
    /** @param origin - the replica to ask */
    async get(origin: string, path: string) {
      const response = await page.request.get(`${origin}/api/sso${path}`, {
        headers,
      });
      expect(response.status()).toBe(200);
      return response.json();
    },
    async put(origin: string, path: string, data: unknown) {
      const response = await page.request.put(`${origin}/api/sso${path}`, {
        headers,
        data,
      });
      expect(response.status()).toBe(200);
      return response.json();
    },
  };
}
