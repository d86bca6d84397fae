import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import type { SsoConnection } from '@latchkey/plugin-sso-common';
import { signInAt, type Credentials } from '@latchkey/dev-idp';
import type { PageAnswer, TestBrowser } from './TestBrowser';
import { APP_URL, type TestPortal } from './startTestPortal';

/** The provider as far as an SSO connection needs to know it. */
export interface ProviderUnderTest {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Activates OpenID Connect the way an administrator does. */
export function activateOidc(
  portal: TestPortal,
  provider: ProviderUnderTest,
  overrides: {
    settings?: Record<string, unknown>;
    policy?: Record<string, unknown>;
    [key: string]: unknown;
  } = {},
): Promise<SsoConnection> {
  const { settings, ...rest } = overrides;
  return portal.admin.call(ssoAdminOperations.createConnection, {
    body: {
      protocol: 'oidc',
      displayName: 'Test provider',
      settings: {
        issuer: provider.issuer,
        clientId: provider.clientId,
        scope: 'openid profile email groups',
        ...settings,
      },
      secrets: { clientSecret: provider.clientSecret },
      ...rest,
    },
  });
}

/** From the button to the page of the provider. */
export async function start(
  portal: Pick<TestPortal, 'apiUrl'>,
  browser: TestBrowser,
  connectionId: string,
  returnTo?: string,
): Promise<PageAnswer> {
  const url = new URL(`${portal.apiUrl}/auth/sso/start`);
  url.searchParams.set('connection', connectionId);
  if (returnTo !== undefined) url.searchParams.set('returnTo', returnTo);
  const begun = await browser.request(url);
  return begun.location?.pathname.startsWith('/api/sso/')
    ? browser.request(begun.location)
    : begun;
}

/** From the provider's answer to where the browser ends up. */
export async function finish(
  browser: TestBrowser,
  answer: { method: 'GET' | 'POST'; url: string; body?: URLSearchParams },
): Promise<PageAnswer> {
  const called = await browser.request(answer.url, {
    method: answer.method,
    body: answer.body,
    crossSite: true,
  });
  return called.location?.pathname.endsWith('/handler/frame')
    ? browser.request(called.location)
    : called;
}

/** The whole way, over the real login page of the development provider. */
export async function signIn(options: {
  portal: Pick<TestPortal, 'apiUrl'>;
  browser: TestBrowser;
  connectionId: string;
  provider: { issuer: string };
  person?: Credentials;
  returnTo?: string;
}): Promise<PageAnswer> {
  const { portal, browser, connectionId, provider, person } = options;
  const begun = await start(portal, browser, connectionId, options.returnTo);
  if (!begun.location || begun.location.origin === APP_URL) {
    return begun;
  }
  return finish(browser, await signInAt(provider, begun.location, person));
}

/** What the app asks for when it loads. */
export function refresh(
  portal: Pick<TestPortal, 'apiUrl'>,
  browser: TestBrowser,
): Promise<PageAnswer> {
  return browser.request(`${portal.apiUrl}/auth/sso/refresh`, {
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
}

/** Code and reference of a refusal, as they stand in the app's URL. */
export function refusalOf(page: PageAnswer): {
  code?: string;
  reference?: string;
} {
  const parameters = page.location?.searchParams;
  return {
    code: parameters?.get('sso_error') ?? undefined,
    reference: parameters?.get('sso_reference') ?? undefined,
  };
}
