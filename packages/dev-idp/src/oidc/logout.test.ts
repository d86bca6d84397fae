import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { decodeJwt } from 'jose';
import { IdpBrowser } from '../browser/IdpBrowser';
import { readForm } from '../http/readForm';
import { authorizationUrl, configure, redeem } from './__testUtils__/portal';
import { startDevIdp } from './startDevIdp';
import { DevIdp } from './types';

const returnTo = 'http://localhost:3000/signed-out';

/** Signs somebody in. @returns their session at the client */
async function signIn(idp: DevIdp, browser: IdpBrowser) {
  const config = await configure(idp);
  const { url } = await browser.signIn(
    await authorizationUrl(config),
    idp.people[0],
  );
  return (await redeem(config, url)).claims()?.sid;
}

/** Signs out at the provider, and lets it lead back. */
function signOut(idp: DevIdp, browser: IdpBrowser) {
  const url = new URL(idp.signOutUrl);
  url.searchParams.set('client_id', idp.clientId);
  url.searchParams.set('post_logout_redirect_uri', returnTo);
  return browser.signOut(url);
}

// The library says that it cannot guard fetch inside jest's own globals.
jest.spyOn(console, 'warn').mockImplementation();

describe('logout of the development provider', () => {
  let idp: DevIdp;
  let browser: IdpBrowser;

  beforeEach(async () => {
    idp = await startDevIdp();
    browser = IdpBrowser.create(idp);
  });
  afterEach(async () => {
    await idp.stop();
  });

  it('OIDC-6 sends logout tokens to an address that is registered later', async () => {
    const received: string[] = [];
    const portal = createServer(async (request, response) => {
      received.push((await readForm(request)).get('logout_token') ?? '');
      response.end();
    });
    portal.listen(0, '127.0.0.1');
    await once(portal, 'listening');
    const { port } = portal.address() as AddressInfo;
    const backchannelLogoutUri = `http://127.0.0.1:${port}/`;
    try {
      await signIn(idp, browser);
      await signOut(idp, browser);
      expect(received).toEqual([]);

      await idp.registerLogout({ backchannelLogoutUri });
      const sid = await signIn(idp, browser);
      await signOut(idp, browser);
      await idp.registerLogout({
        backchannelLogoutUri,
        sessionRequired: false,
      });
      expect(await signIn(idp, browser)).toBeUndefined();
      await signOut(idp, browser);
      expect(received.map(token => decodeJwt(token).sid)).toEqual([
        expect.stringMatching(/./),
        undefined,
      ]);
      expect(decodeJwt(received[0]).sid).toBe(sid);
      expect(decodeJwt(received[1]).sub).toBe(idp.people[0].subject);
    } finally {
      portal.close();
    }
  });

  it('OIDC-6 loads a frame of the client and leads back', async () => {
    await idp.registerLogout({
      frontchannelLogoutUri: 'http://localhost:7007/logout?tenant=a',
    });
    const sid = await signIn(idp, browser);
    const asked = new URL(idp.signOutUrl);
    asked.searchParams.set('client_id', idp.clientId);
    asked.searchParams.set('post_logout_redirect_uri', returnTo);
    const question = await browser.read(asked);
    const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(question.html) ?? [];
    const page = await browser.read({
      method: 'POST',
      url: `${idp.signOutUrl}/confirm`,
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    });
    expect(page.status).toBe(200);
    const frame = /<iframe src="([^"]+)"/.exec(page.html)?.[1] ?? '';
    expect(
      Object.fromEntries(new URL(frame.replaceAll('&amp;', '&')).searchParams),
    ).toEqual({ tenant: 'a', iss: idp.issuer, sid });
    expect(page.html).toContain(`content="0; url=${returnTo}"`);
  });

  it('asks about every application when no application has sent the browser', async () => {
    await signIn(idp, browser);
    const { html } = await browser.read(idp.signOutUrl);
    expect(html).toContain('sign out here and in every application?');
  });

  it('knows no logout address of a client that it does not know', async () => {
    await expect(idp.registerLogout({ clientId: 'unknown' })).rejects.toThrow(
      'no client unknown',
    );
  });
});
