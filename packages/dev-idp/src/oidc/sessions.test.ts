import * as client from 'openid-client';
import { decodeProtectedHeader } from 'jose';
import { IdpBrowser } from '../browser/IdpBrowser';
import { signInAt } from '../browser/signInAt';
import { authorizationUrl, configure, redeem } from './__testUtils__/portal';
import { startDevIdp } from './startDevIdp';
import { DevIdp } from './types';

describe('sessions at the development provider', () => {
  let idp: DevIdp;

  beforeEach(async () => {
    idp = await startDevIdp();
  });
  afterEach(async () => {
    await idp.stop();
  });

  it('keeps a session and asks again for prompt=login', async () => {
    const config = await configure(idp);
    const browser = IdpBrowser.create(idp);
    await browser.signIn(await authorizationUrl(config), idp.people[0]);
    await expect(
      browser.signIn(await authorizationUrl(config)),
    ).resolves.toMatchObject({ method: 'GET' });
    await expect(
      browser.signIn(await authorizationUrl(config, { prompt: 'login' })),
    ).rejects.toThrow('asks for a password');
  });

  it('never asks for consent, not even for prompt=consent', async () => {
    const config = await configure(idp);
    const redirect = await signInAt(
      idp,
      await authorizationUrl(config, {
        prompt: 'consent',
        scope: 'openid offline_access',
      }),
      idp.people[0],
    );
    expect((await redeem(config, redirect.url)).refresh_token).toEqual(
      expect.any(String),
    );
  });

  it('OIDC-6 signs out and returns to the portal', async () => {
    const config = await configure(idp);
    const browser = IdpBrowser.create(idp);
    const redirect = await browser.signIn(
      await authorizationUrl(config),
      idp.people[0],
    );
    const tokens = await redeem(config, redirect.url);
    const signedOut = await browser.signOut(
      client.buildEndSessionUrl(config, {
        id_token_hint: tokens.id_token!,
        post_logout_redirect_uri: 'http://localhost:3000/signed-out',
        state: 'logout-state',
      }),
    );
    expect(signedOut.url).toBe(
      'http://localhost:3000/signed-out?state=logout-state',
    );
    await expect(
      browser.signIn(await authorizationUrl(config)),
    ).rejects.toThrow('asks for a password');
  });

  it('OIDC-5 rotates its keys and keeps the sessions', async () => {
    const browser = IdpBrowser.create(idp);
    const before = await redeem(
      await configure(idp),
      (
        await browser.signIn(
          await authorizationUrl(await configure(idp)),
          idp.people[0],
        )
      ).url,
    );
    await idp.rotateSigningKey();
    const config = await configure(idp);
    const after = await redeem(
      config,
      (
        await browser.signIn(await authorizationUrl(config))
      ).url,
    );
    expect(decodeProtectedHeader(after.id_token!).kid).not.toBe(
      decodeProtectedHeader(before.id_token!).kid,
    );
    const keys = await (await fetch(`${idp.issuer}/jwks`)).json();
    expect(keys.keys.map((key: { alg: string }) => key.alg)).toEqual([
      'RS256',
      'ES256',
      'RS256',
      'ES256',
    ]);
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });
});
