import { FinalRedirect, IdpBrowser } from '../browser/IdpBrowser';
import {
  createServiceProvider,
  TestServiceProvider,
} from './__testUtils__/createServiceProvider';
import { DevSamlIdp } from './idp/types';
import { startDevSamlIdp } from './startDevSamlIdp';

describe('single logout at the development provider', () => {
  let idp: DevSamlIdp;

  beforeEach(async () => {
    idp = await startDevSamlIdp();
  });
  afterEach(() => idp.stop());

  async function signIn(browser: IdpBrowser, sp: TestServiceProvider) {
    const answer = await browser.signIn(
      await sp.saml.getAuthorizeUrlAsync('', undefined, {}),
      idp.people[0],
    );
    const { profile } = await sp.read(answer);
    return profile!;
  }

  /** Reads a redirect that the provider sends to a service provider. */
  function readRedirect(sp: TestServiceProvider, step: FinalRedirect) {
    const { searchParams, search } = new URL(step.url);
    return sp.saml.validateRedirectAsync(
      Object.fromEntries(searchParams),
      search.slice(1),
    );
  }

  async function isSignedIn(browser: IdpBrowser, sp: TestServiceProvider) {
    const start = await sp.saml.getAuthorizeUrlAsync('', undefined, {});
    return browser.signIn(start).then(
      () => true,
      error => !String(error).includes('asks for a password'),
    );
  }

  it('SAML-9 answers a signed LogoutRequest by redirect', async () => {
    const browser = IdpBrowser.create(idp);
    const sp = await createServiceProvider(idp);
    const profile = await signIn(browser, sp);
    expect(await isSignedIn(browser, sp)).toBe(true);
    const step = await browser.signOut(
      await sp.saml.getLogoutUrlAsync(profile, 'relay', {}),
    );
    expect(step.url).toMatch(/^http:\/\/localhost:7007\/portal\/logout\?/);
    expect(new URL(step.url).searchParams.get('RelayState')).toBe('relay');
    await expect(readRedirect(sp, step)).resolves.toMatchObject({
      loggedOut: true,
    });
    expect(await isSignedIn(browser, sp)).toBe(false);
  });

  it('SAML-9 takes and sends messages by the POST binding', async () => {
    const browser = IdpBrowser.create(idp);
    const first = await createServiceProvider(idp, {
      name: 'first',
      registration: { logoutBinding: 'post' },
    });
    await signIn(browser, first);
    const request = await browser.signOut(idp.signOutUrl);
    expect(request).toMatchObject({
      method: 'POST',
      url: first.registration.logoutUrl,
    });
    const { profile, loggedOut } = await first.saml.validatePostRequestAsync(
      Object.fromEntries(request.body ?? []),
    );
    expect(loggedOut).toBe(true);
    expect(profile.nameID).toBe(idp.people[0].subject);
    const done = await browser.read(
      await first.saml.getLogoutResponseUrlAsync(profile, '', {}, true),
    );
    expect(done.html).toContain('You are signed out');
    expect(await isSignedIn(browser, first)).toBe(false);
  });

  it('SAML-9 goes on to the other applications before it answers', async () => {
    const browser = IdpBrowser.create(idp);
    const first = await createServiceProvider(idp, { name: 'first' });
    const second = await createServiceProvider(idp, { name: 'second' });
    const profile = await signIn(browser, first);
    await signIn(browser, second);
    const toSecond = await browser.signOut(
      await first.saml.getLogoutUrlAsync(profile, 'relay', {}),
    );
    expect(toSecond.url).toContain('/second/logout?SAMLRequest=');
    const request = await readRedirect(second, toSecond);
    const toFirst = await browser.signOut(
      await second.saml.getLogoutResponseUrlAsync(
        request.profile!,
        '',
        {},
        true,
      ),
    );
    expect(toFirst.url).toContain('/first/logout?SAMLResponse=');
    await expect(readRedirect(first, toFirst)).resolves.toMatchObject({
      loggedOut: true,
    });
  });

  it('SAML-9 says when an application could not be told', async () => {
    const browser = IdpBrowser.create(idp);
    const first = await createServiceProvider(idp, { name: 'first' });
    const silent = await createServiceProvider(idp, {
      name: 'silent',
      registration: { logoutUrl: undefined },
    });
    const profile = await signIn(browser, first);
    await signIn(browser, silent);
    const step = await browser.signOut(
      await first.saml.getLogoutUrlAsync(profile, '', {}),
    );
    await expect(readRedirect(first, step)).rejects.toThrow(/status:Responder/);
  });

  it.each(['portal', 'stranger'] as const)(
    'SAML-9 refuses what is not signed by the right key: %s',
    async signer => {
      const browser = IdpBrowser.create(idp);
      const sp = await createServiceProvider(idp);
      const profile = await signIn(browser, sp);
      const stranger = await createServiceProvider(idp, { name: 'stranger' });
      const { saml } = signer === 'portal' ? sp : stranger;
      saml.options.issuer = sp.registration.entityId;
      const { status, html } = await browser.read(
        await saml
          .getLogoutUrlAsync(profile, '', {})
          .then(url =>
            signer === 'portal' ? url.replace(/&Signature=.*/, '') : url,
          ),
      );
      expect(status).toBe(400);
      expect(html).toContain('signature_invalid');
      expect(await isSignedIn(browser, sp)).toBe(true);
    },
  );

  it('SAML-9 ends only the session of the SessionIndex', async () => {
    const sp = await createServiceProvider(idp);
    const [laptop, phone] = [IdpBrowser.create(idp), IdpBrowser.create(idp)];
    const profile = await signIn(laptop, sp);
    await signIn(phone, sp);
    await laptop.signOut(await sp.saml.getLogoutUrlAsync(profile, '', {}));
    expect(await isSignedIn(laptop, sp)).toBe(false);
    expect(await isSignedIn(phone, sp)).toBe(true);
  });
});
