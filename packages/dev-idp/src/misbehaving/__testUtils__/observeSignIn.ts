import { createHash, randomBytes } from 'node:crypto';
import {
  compactVerify,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  JWTPayload,
  ProtectedHeaderParameters,
} from 'jose';
import { signInAt } from '../../browser/signInAt';
import { MisbehavingIdp } from '../MisbehavingIdp';

/** Where the client of the tests is called back. */
export const redirectUri = 'http://localhost:7007/callback';

/** One answer, read to its end. */
export interface ObservedResponse {
  status: number;
  headers: Headers;
  text: string;
}

/** All a client sees of one sign-in; it checks nothing. */
export interface ObservedSignIn {
  callback: URLSearchParams;
  token: ObservedResponse;
  userinfo: ObservedResponse;
  idToken: string;
  header: ProtectedHeaderParameters;
  payload: JWTPayload;
  /** Whether the published key verifies the ID token. */
  verified: boolean;
}

/** An authorization request of the client of the tests. */
export function createRequest(
  idp: MisbehavingIdp,
  parameters: Record<string, string> = {},
) {
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL('/authorize', idp.issuer);
  url.search = new URLSearchParams({
    client_id: idp.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid profile email',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...parameters,
  }).toString();
  return { url, verifier };
}

/** Redeems a code, with what is changed by `parameters`. */
export async function redeem(
  idp: MisbehavingIdp,
  parameters: Record<string, string>,
): Promise<ObservedResponse> {
  return read(
    await fetch(`${idp.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        redirect_uri: redirectUri,
        client_id: idp.clientId,
        client_secret: idp.clientSecret,
        ...parameters,
      }),
    }),
  );
}

export async function read(response: Response): Promise<ObservedResponse> {
  return {
    status: response.status,
    headers: response.headers,
    text: await response.text(),
  };
}

/** Runs one sign-in with the code flow and writes down what comes back. */
export async function observeSignIn(
  idp: MisbehavingIdp,
): Promise<ObservedSignIn> {
  const { url, verifier } = createRequest(idp);
  const callback = new URL((await signInAt(idp, url)).url).searchParams;
  const token = await redeem(idp, {
    code: callback.get('code') ?? '',
    code_verifier: verifier,
  });
  const { access_token: accessToken, id_token: idToken } =
    token.status === 200 && token.text.startsWith('{"access_token"')
      ? JSON.parse(token.text)
      : { access_token: '', id_token: undefined };
  const userinfo = await read(
    await fetch(`${idp.issuer}/userinfo`, {
      headers: { authorization: `Bearer ${accessToken}` },
    }),
  );
  return {
    callback,
    token,
    userinfo,
    idToken: idToken ?? '',
    header: idToken ? decodeProtectedHeader(idToken) : {},
    payload: idToken ? decodeJwt(idToken) : {},
    verified: idToken ? await isVerified(idp, idToken) : false,
  };
}

async function isVerified(idp: MisbehavingIdp, token: string) {
  try {
    await compactVerify(
      token,
      createRemoteJWKSet(new URL('/jwks', idp.issuer)),
      { crit: { 'urn:example:must-understand': true } },
    );
    return true;
  } catch {
    return false;
  }
}
