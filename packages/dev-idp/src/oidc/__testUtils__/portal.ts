import * as client from 'openid-client';
import { DevIdp } from '../types';

/** Where the portal of the tests is called back. */
export const callback = 'http://localhost:7007/api/sso/sign-in/dev/callback';
const verifier = client.randomPKCECodeVerifier();

/** A client of the provider, confidential unless told otherwise. */
export function configure(
  idp: DevIdp,
  authentication = client.ClientSecretBasic(idp.clientSecret),
  clientId = idp.clientId,
): Promise<client.Configuration> {
  return client.discovery(
    new URL(idp.issuer),
    clientId,
    undefined,
    authentication,
    { execute: [client.allowInsecureRequests] },
  );
}

/** An authorization URL with PKCE, state and nonce. */
export async function authorizationUrl(
  config: client.Configuration,
  parameters: Record<string, string> = {},
): Promise<URL> {
  return client.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid profile email groups',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: 'the-state',
    nonce: 'the-nonce',
    ...parameters,
  });
}

/** Redeems the code of a redirect, with every check of openid-client. */
export function redeem(config: client.Configuration, redirect: string) {
  return client.authorizationCodeGrant(config, new URL(redirect), {
    expectedState: 'the-state',
    expectedNonce: 'the-nonce',
    pkceCodeVerifier: verifier,
  });
}
