import { type DevSamlIdp, startDevSamlIdp } from '@latchkey/dev-idp';
import { expect, type Page } from '@playwright/test';
import { adminApi } from './adminApi';
import { signInLocally, signOut } from './administrator';
import { signInThrough } from './signInAtSamlIdp';
import { type Replicas, startReplicas } from './startReplicas';

const id = 'university';
const displayName = 'University';

/** A portal of two replicas with a provider for SAML, not yet connected. */
export interface SamlPortal {
  readonly idp: DevSamlIdp;
  readonly replicas: Replicas;
  /** Where browsers reach the portal. */
  readonly url: string;
  /** Id of the SSO connection that tests create. */
  readonly id: string;
  readonly displayName: string;
  /** Below it lies everything that the provider calls. */
  readonly base: string;
  /** Opens the SSO connection as an administrator. */
  openSettings(page: Page): Promise<void>;
  /** Changes settings of the SSO connection as an administrator. */
  configure(page: Page, settings: Record<string, unknown>): Promise<void>;
  /** Signs in with the button, with a password at the provider. */
  signInAsAlice(page: Page): Promise<void>;
  /** What each replica answers to the renewal of the session of a page. */
  sessionStatuses(page: Page): Promise<number[]>;
  /** Where requests to an address went since then, in order. */
  wentTo(address: RegExp, from?: number): string[];
  stop(): Promise<void>;
}

/** Starts the provider and both replicas. */
export async function startSamlPortal(): Promise<SamlPortal> {
  const idp = await startDevSamlIdp();
  const replicas = await startReplicas().catch(async error => {
    await idp.stop();
    throw error;
  });
  const { url, portals, proxy } = replicas;

  return {
    idp,
    replicas,
    url,
    id,
    displayName,
    base: `${url}/api/sso/sign-in/${id}`,
    async openSettings(page) {
      await page.goto(url);
      await signInLocally(page);
      await page.goto(`${url}/sso/connections/${id}`);
      await expect(page.getByLabel('Entity ID (issuer)')).toBeVisible();
    },
    async configure(page, settings) {
      await page.goto(url);
      await signInLocally(page);
      const api = await adminApi(page, url);
      const connection = await api.get(url, `/connections/${id}`);
      await api.put(url, `/connections/${id}`, {
        displayName: connection.displayName,
        policy: connection.policy,
        version: connection.version,
        settings: { ...connection.settings, ...settings },
      });
      await signOut(page, url);
    },
    signInAsAlice: page =>
      signInThrough(page, { url, displayName, username: 'alice' }),
    async sessionStatuses(page) {
      const statuses = [];
      for (const portal of portals) {
        const response = await page.request.get(
          `${portal.url}/api/auth/sso/refresh`,
          { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
        );
        statuses.push(response.status());
      }
      return statuses;
    },
    wentTo: (address, from = 0) =>
      proxy.log.slice(from).filter(line => address.test(line)),
    async stop() {
      await replicas.stop();
      await idp.stop();
    },
  };
}
