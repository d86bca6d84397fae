import type { Credentials, IdpBrowser } from '@latchkey/dev-idp';
import { finish, start } from './signInFlow';
import type { TestPortal } from './startTestPortal';
import { type PageAnswer, TestBrowser } from './TestBrowser';

/** Somebody's browser, at the portal and at the provider. */
export interface SignedInPerson {
  readonly portal: TestBrowser;
  readonly idp: IdpBrowser;
}

/** The logout URL of an SSO connection, at a replica. */
export function logoutUrlOf(
  portal: Pick<TestPortal, 'apiUrl'>,
  connectionId: string,
): string {
  return `${portal.apiUrl}/sso/sign-in/${connectionId}/logout`;
}

/** What the server of a provider posts. */
export function postLogoutToken(
  portal: Pick<TestPortal, 'apiUrl'>,
  connectionId: string,
  logoutToken: string,
): Promise<PageAnswer> {
  return new TestBrowser().request(
    `${logoutUrlOf(portal, connectionId)}/back-channel`,
    {
      method: 'POST',
      body: new URLSearchParams({ logout_token: logoutToken }),
      crossSite: true,
    },
  );
}

/** What a frame of a provider loads. */
export function loadFrame(
  portal: Pick<TestPortal, 'apiUrl'>,
  connectionId: string,
  parameters: Record<string, string>,
): Promise<PageAnswer> {
  const query = new URLSearchParams(parameters);
  return new TestBrowser().request(
    `${logoutUrlOf(portal, connectionId)}/front-channel?${query}`,
    { crossSite: true },
  );
}

/** Signs somebody in with a browser that stays signed in at the provider. */
export async function signInWith(options: {
  portal: Pick<TestPortal, 'apiUrl'>;
  connectionId: string;
  idp: IdpBrowser;
  person?: Credentials;
}): Promise<SignedInPerson> {
  const { portal, connectionId, idp, person } = options;
  const browser = new TestBrowser();
  const begun = await start(portal, browser, connectionId);
  const landed = await finish(
    browser,
    await idp.signIn(String(begun.location), person),
  );
  expect(landed.location?.search).toBe('');
  return { portal: browser, idp };
}
