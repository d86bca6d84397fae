import * as client from 'openid-client';
import { decodeJwt } from 'jose';
import { IdpBrowser } from '../browser/IdpBrowser';
import { signInAt } from '../browser/signInAt';
import {
  authorizationUrl,
  callback,
  configure,
  redeem,
} from './__testUtils__/portal';
import { startDevIdp } from './startDevIdp';
import { DevIdp } from './types';

describe('startDevIdp', () => {
  let idp: DevIdp;
  const person = (username: string) => {
    const found = idp.people.find(one => one.username === username);
    expect(found).toBeDefined();
    return found!;
  };

  beforeEach(async () => {
    idp = await startDevIdp();
  });
  afterEach(async () => {
    await idp.stop();
  });

  it('OIDC-2 signs a person in with code and PKCE', async () => {
    const config = await configure(idp);
    const redirect = await signInAt(
      idp,
      await authorizationUrl(config),
      person('alice'),
    );
    expect(redirect.method).toBe('GET');
    const url = new URL(redirect.url);
    expect(url.origin + url.pathname).toBe(callback);
    expect(url.searchParams.get('iss')).toBe(idp.issuer);

    const tokens = await redeem(config, redirect.url);
    const expected = {
      sub: person('alice').subject,
      preferred_username: 'alice',
      name: 'Alice Ferreira',
      given_name: 'Alice',
      family_name: 'Ferreira',
      email: 'alice.ferreira@example.test',
      email_verified: true,
      groups: ['engineering', 'platform'],
      realm_access: { roles: ['portal-admin', 'developer'] },
      locale: 'pt-PT',
    };
    expect(tokens.claims()).toMatchObject({ ...expected, iss: idp.issuer });
    await expect(
      client.fetchUserInfo(config, tokens.access_token, expected.sub),
    ).resolves.toEqual(expected);
  });

  it('asserts only what the scopes ask for', async () => {
    const config = await configure(idp);
    const redirect = await signInAt(
      idp,
      await authorizationUrl(config, { scope: 'openid email' }),
      person('carol'),
    );
    const claims = (await redeem(config, redirect.url)).claims();
    expect(claims).toMatchObject({ email_verified: false });
    expect(claims).not.toHaveProperty('name');
    expect(claims).not.toHaveProperty('groups');
  });

  it('has a person who claims to be the administrator', async () => {
    const config = await configure(idp);
    const redirect = await signInAt(
      idp,
      await authorizationUrl(config),
      person('dana'),
    );
    expect((await redeem(config, redirect.url)).claims()).toMatchObject({
      preferred_username: 'admin',
      email: 'admin@example.test',
    });
  });

  it('OIDC-4 accepts client_secret_post', async () => {
    const config = await configure(
      idp,
      client.ClientSecretPost(idp.clientSecret),
    );
    const redirect = await signInAt(
      idp,
      await authorizationUrl(config),
      person('bob'),
    );
    expect((await redeem(config, redirect.url)).claims()?.sub).toBe(
      person('bob').subject,
    );
  });

  it('OIDC-4 refuses a wrong client secret', async () => {
    const config = await configure(idp, client.ClientSecretBasic('wrong'));
    const redirect = await signInAt(
      idp,
      await authorizationUrl(config),
      person('bob'),
    );
    const error = await redeem(config, redirect.url).catch(reason => reason);
    expect(error.cause[0].parameters.error).toBe('invalid_client');
  });

  it('OIDC-4 accepts a public client, with PKCE only', async () => {
    const config = await configure(idp, client.None(), idp.publicClientId);
    const redirect = await signInAt(
      idp,
      await authorizationUrl(config),
      person('bob'),
    );
    expect((await redeem(config, redirect.url)).claims()?.aud).toBe(
      idp.publicClientId,
    );

    const withoutPkce = client.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid',
    });
    const refused = await signInAt(idp, withoutPkce, person('bob'));
    expect(new URL(refused.url).searchParams.get('error')).toBe(
      'invalid_request',
    );
  });

  it.each(['id_token', 'code id_token'])(
    'OIDC-2 supports response type %s with form_post',
    async responseType => {
      const config = await configure(idp);
      const redirect = await signInAt(
        idp,
        await authorizationUrl(config, {
          response_type: responseType,
          response_mode: 'form_post',
        }),
        person('alice'),
      );
      expect(redirect).toMatchObject({ method: 'POST', url: callback });
      const idToken = redirect.body?.get('id_token') ?? '';
      expect(decodeJwt(idToken)).toMatchObject({
        nonce: 'the-nonce',
        groups: ['engineering', 'platform'],
      });
      expect(redirect.body?.get('state')).toBe('the-state');
      expect(redirect.body?.has('code')).toBe(responseType.includes('code'));
    },
  );

  it('refuses a wrong password and signs in with the right one', async () => {
    const url = await authorizationUrl(await configure(idp));
    await expect(
      signInAt(idp, url, { username: 'alice', password: 'wrong' }),
    ).rejects.toThrow('the password was refused');
    await expect(signInAt(idp, url, person('alice'))).resolves.toMatchObject({
      method: 'GET',
    });
  });

  it('returns access_denied after Cancel', async () => {
    const url = await authorizationUrl(await configure(idp));
    const redirect = await IdpBrowser.create(idp).cancel(url);
    expect(
      Object.fromEntries(new URL(redirect.url).searchParams),
    ).toMatchObject({ error: 'access_denied', state: 'the-state' });
  });

  it('closes connections while it is down', async () => {
    idp.setDown(true);
    await expect(fetch(`${idp.issuer}/jwks`)).rejects.toThrow();
    idp.setDown(false);
    expect((await fetch(`${idp.issuer}/jwks`)).status).toBe(200);
  });

  it('records requests without anything secret', async () => {
    const config = await configure(idp);
    await redeem(
      config,
      (
        await signInAt(idp, await authorizationUrl(config), person('bob'))
      ).url,
    );
    expect(idp.requests).toEqual([
      { method: 'GET', path: '/.well-known/openid-configuration' },
      { method: 'GET', path: '/auth' },
      { method: 'GET', path: '/interaction/:uid' },
      { method: 'POST', path: '/interaction/:uid' },
      { method: 'GET', path: '/auth/:uid' },
      { method: 'POST', path: '/token' },
    ]);
  });

  it('stops twice without complaint', async () => {
    await idp.stop();
    await expect(idp.stop()).resolves.toBeUndefined();
    await expect(fetch(`${idp.issuer}/jwks`)).rejects.toThrow();
  });
});
