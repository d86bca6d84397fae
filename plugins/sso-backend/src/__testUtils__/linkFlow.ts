import { ssoSelfOperations } from '@latchkey/plugin-sso-common';
import { signInAt } from '@latchkey/dev-idp';
import type { PortalFixture } from './portalFixture';
import { finish } from './signInFlow';
import type { SignedIn } from './signedIn';

/**
 * Proves to the portal who one is at the fixture's provider, to link that.
 *
 * @returns the proof, as the page has it in its fragment
 */
export async function proveIdentity(
  { idp }: Pick<PortalFixture, 'idp'>,
  { browser, client }: SignedIn,
  connectionId: string,
  options: {
    claims?: Record<string, unknown>;
    currentPassword?: string;
  } = {},
): Promise<string> {
  if (options.claims) idp.claims(options.claims);
  const { url } = await client.call(ssoSelfOperations.beginMyLink, {
    body: { connectionId, currentPassword: options.currentPassword },
  });
  const begun = await browser.request(url);
  const sent = await browser.request(String(begun.location));
  const page = await finish(
    browser,
    await signInAt(idp, new URL(String(sent.location))),
  );
  const [, proof] =
    /#sso-proof=([\w-]+)$/.exec(page.location?.href ?? '') ?? [];
  if (!proof) throw new Error(`No proof: ${page.location?.href}`);
  return proof;
}
