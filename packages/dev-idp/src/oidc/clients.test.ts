import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { once } from 'node:events';
import * as client from 'openid-client';
import {
  CryptoKey,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
} from 'jose';
import { JWK } from 'oidc-provider';
import { IdpBrowser } from '../browser/IdpBrowser';
import { signInAt } from '../browser/signInAt';
import { readForm } from '../http/readForm';
import { startDevIdp } from './startDevIdp';

async function discover(issuer: string, clientId: string, secret: string) {
  return client.discovery(new URL(issuer), clientId, secret, undefined, {
    execute: [client.allowInsecureRequests],
  });
}

// The library says that it cannot guard fetch inside jest's own globals.
jest.spyOn(console, 'warn').mockImplementation();

describe('clients of the development provider', () => {
  it('signs with ES256 for a client which asks for it', async () => {
    const redirectUri = 'http://localhost:7007/es256/callback';
    const idp = await startDevIdp({
      clients: [
        {
          client_id: 'es256',
          client_secret: 'es256-secret',
          redirect_uris: [redirectUri],
          id_token_signed_response_alg: 'ES256',
        },
      ],
    });
    try {
      const config = await client.discovery(
        new URL(idp.issuer),
        'es256',
        {
          client_secret: 'es256-secret',
          id_token_signed_response_alg: 'ES256',
        },
        undefined,
        { execute: [client.allowInsecureRequests] },
      );
      const authorizationUrl = (uri: string) =>
        client.buildAuthorizationUrl(config, {
          redirect_uri: uri,
          scope: 'openid',
        });
      const redirect = await signInAt(
        idp,
        authorizationUrl(redirectUri),
        idp.people[0],
      );
      const tokens = await client.authorizationCodeGrant(
        config,
        new URL(redirect.url),
      );
      expect(decodeProtectedHeader(tokens.id_token!).alg).toBe('ES256');
      await expect(
        signInAt(idp, authorizationUrl(`${redirectUri}/other`), idp.people[0]),
      ).rejects.toThrow('answered 400');
    } finally {
      await idp.stop();
    }
  });

  it.each(['jwks', 'jwks_uri'] as const)(
    'OIDC-4 accepts private_key_jwt of the right key only (%s)',
    async place => {
      const [registered, other] = await Promise.all([
        generateKeyPair('ES256', { extractable: true }),
        generateKeyPair('ES256'),
      ]);
      const keys = { keys: [(await exportJWK(registered.publicKey)) as JWK] };
      const portal = createServer((_request, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(keys));
      });
      portal.listen(0, '127.0.0.1');
      await once(portal, 'listening');
      const { port } = portal.address() as AddressInfo;
      const idp = await startDevIdp({
        clients: [
          {
            client_id: 'by-key',
            token_endpoint_auth_method: 'private_key_jwt',
            redirect_uris: ['http://localhost:7007/callback'],
            ...(place === 'jwks'
              ? { jwks: keys }
              : { jwks_uri: `http://127.0.0.1:${port}/jwks` }),
          },
        ],
      });
      const signIn = async (key: CryptoKey) => {
        const config = await client.discovery(
          new URL(idp.issuer),
          'by-key',
          undefined,
          client.PrivateKeyJwt(key),
          { execute: [client.allowInsecureRequests] },
        );
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: 'http://localhost:7007/callback',
          scope: 'openid',
        });
        const redirect = await signInAt(idp, url, idp.people[0]);
        return client.authorizationCodeGrant(config, new URL(redirect.url));
      };
      try {
        const tokens = await signIn(registered.privateKey);
        expect(tokens.claims()?.aud).toBe('by-key');
        const error = await signIn(other.privateKey).catch(reason => reason);
        expect(error.error).toBe('invalid_client');
      } finally {
        portal.close();
        await idp.stop();
      }
    },
  );

  it('OIDC-6 sends a logout token to the portal', async () => {
    const received: string[] = [];
    const portal = createServer(async (request, response) => {
      received.push((await readForm(request)).get('logout_token') ?? '');
      response.end();
    });
    portal.listen(0, '127.0.0.1');
    await once(portal, 'listening');
    const { port } = portal.address() as AddressInfo;
    const idp = await startDevIdp({
      backchannelLogoutUri: `http://127.0.0.1:${port}/backchannel`,
    });
    try {
      const config = await discover(idp.issuer, idp.clientId, idp.clientSecret);
      const browser = IdpBrowser.create(idp);
      const redirect = await browser.signIn(
        client.buildAuthorizationUrl(config, {
          redirect_uri: 'http://localhost:7007/callback',
          scope: 'openid',
        }),
        idp.people[0],
      );
      const tokens = await client.authorizationCodeGrant(
        config,
        new URL(redirect.url),
      );
      await browser.signOut(
        client.buildEndSessionUrl(config, {
          id_token_hint: tokens.id_token!,
          post_logout_redirect_uri: 'http://localhost:3000/',
        }),
      );
      expect(received).toHaveLength(1);
      expect(decodeJwt(received[0])).toMatchObject({
        sub: idp.people[0].subject,
        aud: idp.clientId,
        sid: tokens.claims()?.sid,
      });
    } finally {
      await idp.stop();
      portal.close();
    }
  });
});
