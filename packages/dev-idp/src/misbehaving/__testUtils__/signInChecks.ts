import { createPublicKey } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { MisbehavingIdp } from '../MisbehavingIdp';
import { Misbehaviour } from '../misbehaviourRules';
import { ObservedSignIn } from './observeSignIn';

/** Checks what a client sees under one misbehaviour. */
export type Check = (
  observed: ObservedSignIn,
  honest: ObservedSignIn,
  idp: MisbehavingIdp,
) => void | Promise<void>;

const seconds = () => Date.now() / 1000;

/** The signature is right and nothing but one claim differs. */
function claim(name: string, check: (value: unknown) => void): Check {
  return ({ payload, verified }, honest) => {
    expect(verified).toBe(true);
    check(payload[name]);
    const volatile = ['iat', 'exp', 'at_hash', name];
    const rest = (claims: object) =>
      Object.entries(claims).filter(([key]) => !volatile.includes(key));
    expect(rest(payload)).toEqual(rest(honest.payload));
  };
}

function claimFits(name: string, fits: (value: number) => boolean): Check {
  return claim(name, value => expect(fits(Number(value))).toBe(true));
}

function claimIs(name: string, expected: unknown): Check {
  return claim(name, value => expect(value).toEqual(expected));
}

function unsigned(spelling: string): Check {
  return ({ header, idToken, verified }) => {
    expect(header.alg).toBe(spelling);
    expect(idToken.endsWith('.')).toBe(true);
    expect(verified).toBe(false);
  };
}

function hmac(secretOf: (idp: MisbehavingIdp) => Promise<string>): Check {
  return async ({ header, idToken, verified }, _honest, idp) => {
    expect(header.alg).toBe('HS256');
    expect(verified).toBe(false);
    const secret = new TextEncoder().encode(await secretOf(idp));
    await expect(compactVerify(idToken, secret)).resolves.toBeDefined();
  };
}

async function publicPem(idp: MisbehavingIdp): Promise<string> {
  const { keys } = await (await fetch(`${idp.issuer}/jwks`)).json();
  // jose ends the PEM without a line break.
  return createPublicKey({ key: keys[0], format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString()
    .trimEnd();
}

function token(status: number, text: string): Check {
  return observed => {
    expect(observed.token.status).toBe(status);
    expect(observed.token.text).toContain(text);
  };
}

function email(value: unknown): Check {
  return ({ payload, userinfo, verified }) => {
    expect(verified).toBe(true);
    expect(payload.email_verified).toBe(value);
    expect(JSON.parse(userinfo.text).email_verified).toBe(value);
  };
}

function callback(name: string, value: string | null): Check {
  return observed => expect(observed.callback.get(name)).toBe(value);
}

/** Those which are seen by a whole sign-in with the code flow. */
export const signInChecks: Partial<Record<Misbehaviour, Check>> = {
  wrongSignature: ({ header, verified }, honest) => {
    expect(header).toEqual(honest.header);
    expect(verified).toBe(false);
  },
  algNone: unsigned('none'),
  algNoneUpperCase: unsigned('NONE'),
  algNoneCapitalised: unsigned('None'),
  algNoneMixedCase: unsigned('nOnE'),
  hs256WithPublicKey: hmac(publicPem),
  hs256WithClientSecret: hmac(async idp => idp.clientSecret),
  jwksUnknownKid: ({ header, verified }) => {
    expect(header.kid).toBe('unknown-key');
    expect(verified).toBe(false);
  },
  embeddedJwk: async ({ header, idToken, verified }) => {
    expect(verified).toBe(false);
    const forger = await importJWK(header.jwk!, 'RS256');
    await expect(compactVerify(idToken, forger)).resolves.toBeDefined();
  },
  jku: async ({ header, idToken, verified }) => {
    expect(verified).toBe(false);
    const { keys } = await (await fetch(header.jku!)).json();
    const forger = await importJWK(keys[0], 'RS256');
    await expect(compactVerify(idToken, forger)).resolves.toBeDefined();
  },
  unknownCrit: ({ header, verified }) => {
    expect(header.crit).toEqual(['urn:example:must-understand']);
    expect(verified).toBe(true);
  },
  rotateKey: ({ header, verified }, honest) => {
    expect(header.kid).not.toBe(honest.header.kid);
    expect(verified).toBe(true);
  },
  wrongIss: claimIs('iss', 'https://other-issuer.example.test'),
  issTrailingSlash: claimIs('iss', expect.stringMatching(/\d\/$/)),
  missingIss: claimIs('iss', undefined),
  wrongAud: claimIs('aud', 'another-client'),
  missingAud: claimIs('aud', undefined),
  extraAudNoAzp: claimIs('aud', ['latchkey-test', 'another-client']),
  wrongAzp: claimIs('azp', 'another-client'),
  audArray: claimIs('aud', ['latchkey-test']),
  wrongNonce: claimIs('nonce', 'another-nonce'),
  missingNonce: claimIs('nonce', undefined),
  expired: claimFits('exp', value => value < seconds() - 60),
  issuedInFuture: claimFits('iat', value => value > seconds() + 60),
  notYetValid: claimFits('nbf', value => value > seconds() + 60),
  missingExp: claimIs('exp', undefined),
  missingIat: claimIs('iat', undefined),
  missingSub: claimIs('sub', undefined),
  emptySub: claimIs('sub', ''),
  numericSub: claimIs('sub', 12345),
  longSub: claimIs('sub', 'x'.repeat(5000)),
  wrongAtHash: claimIs('at_hash', 'AAAAAAAAAAAAAAAAAAAAAA'),
  wrongIssParameter: callback('iss', 'https://other-issuer.example.test'),
  missingIssParameterThoughAdvertised: callback('iss', null),
  wrongState: callback('state', 'another-state'),
  missingState: callback('state', null),
  errorCallback: observed => {
    expect(observed.callback.get('error')).toBe('access_denied');
    expect(observed.callback.get('error_description')).toContain('<script>');
    expect(observed.callback.has('code')).toBe(false);
  },
  tokenErrorInvalidClient: token(401, '"invalid_client"'),
  tokenErrorInvalidGrant: token(400, '"invalid_grant"'),
  tokenErrorServer: token(500, '"server_error"'),
  tokenHtml: token(200, '<!DOCTYPE html>'),
  tokenWithoutIdToken: observed => {
    expect(Object.keys(JSON.parse(observed.token.text))).toEqual([
      'access_token',
      'token_type',
      'expires_in',
    ]);
  },
  tokenHuge: observed =>
    expect(observed.token.text.length).toBeGreaterThan(60_000_000),
  emailVerifiedStringTrue: email('true'),
  emailVerifiedStringFalse: email('false'),
  emailUnverified: email(false),
  noEmailVerified: email(undefined),
  userinfoOtherSub: observed =>
    expect(JSON.parse(observed.userinfo.text).sub).toBe('another-subject'),
  userinfoMissingSub: observed =>
    expect(JSON.parse(observed.userinfo.text)).not.toHaveProperty('sub'),
  userinfoError: observed => expect(observed.userinfo.status).toBe(500),
  userinfoHuge: observed =>
    expect(observed.userinfo.text.length).toBeGreaterThan(60_000_000),
};
