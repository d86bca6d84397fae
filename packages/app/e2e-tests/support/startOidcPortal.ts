import { type DevIdp, startDevIdp } from '@latchkey/dev-idp';
import { expect, type Page } from '@playwright/test';
import { adminApi } from './adminApi';
import {
  activateOidc,
  completeSetup,
  setupLinkOf,
  signInLocally,
  signOut,
} from './administrator';
import { signInThrough } from './signInAtSamlIdp';
import { type Replicas, startReplicas } from './startReplicas';

const displayName = 'Staff';
const id = 'staff';

/** A portal of two replicas with a provider for OpenID Connect. */
export interface OidcPortal {
  readonly idp: DevIdp;
  /** Where browsers reach the portal. */
  readonly url: string;
  readonly displayName: string;
  /** The logout URL of the SSO connection. */
  readonly logoutUrl: string;
  /** Connects the provider as an administrator. */
  connect(page: Page): Promise<void>;
  /** Changes settings of the SSO connection as an administrator. */
  configure(page: Page, settings: Record<string, unknown>): Promise<void>;
  /** Signs in with the button, with a password at the provider. */
  signInAs(page: Page, username: string): Promise<void>;
  /** What each replica answers to the renewal of the session of a page. */
  sessionStatuses(page: Page): Promise<number[]>;
  /** Where requests to an address went since then, in order. */
  wentTo(address: RegExp, from?: number): string[];
  stop(): Promise<void>;
}

/** Starts the provider and both replicas. */
export async function startOidcPortal(): Promise<OidcPortal> {
  const idp = await startDevIdp();
  const replicas: Replicas = await startReplicas().catch(async error => {
    await idp.stop();
    throw error;
  });
  const { url, portals, proxy } = replicas;

  return {
    idp,
    url,
    displayName,
    logoutUrl: `${url}/api/sso/sign-in/${id}/logout`,
    async connect(page) {
      await completeSetup(page, setupLinkOf(portals[0]));
      await activateOidc(page, {
        url,
        issuer: idp.issuer,
        clientId: idp.clientId,
        clientSecret: idp.clientSecret,
        displayName,
      });
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
    signInAs: (page, username) =>
      signInThrough(page, { url, displayName, username }),
    async sessionStatuses(page) {
      const statuses = [];
      for (const portal of portals) {
        const response = await page.request.get(
          `${portal.url}/api/auth/sso/refresh`,
          { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
        );
        expect([200, 401]).toContain(response.status());
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
