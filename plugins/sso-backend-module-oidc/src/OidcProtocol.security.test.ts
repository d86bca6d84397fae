import {
  Misbehaviour,
  misbehaviours,
  MisbehavingIdp,
  signInAt,
  startMisbehavingIdp,
} from '@latchkey/dev-idp';
import type { SsoErrorCode } from '@latchkey/plugin-sso-common';
import {
  AttackBench,
  ResponseType,
  responseTypes,
} from './testUtils/AttackBench';
import { failureOf } from './testUtils/failureOf';

const withCode: ResponseType[] = ['code', 'code id_token'];

interface Row {
  code: SsoErrorCode;
  /** In which flows it has to be refused; all by default. */
  in?: readonly ResponseType[];
}

const refusals: Partial<Record<Misbehaviour, Row>> = {
  wrongSignature: { code: 'id-token-signature' },
  jwksUnknownKid: { code: 'id-token-signature' },
  embeddedJwk: { code: 'id-token-signature' },
  jku: { code: 'id-token-signature' },
  unknownCrit: { code: 'id-token-invalid' },
  algNone: { code: 'id-token-algorithm' },
  algNoneUpperCase: { code: 'id-token-algorithm' },
  algNoneCapitalised: { code: 'id-token-algorithm' },
  algNoneMixedCase: { code: 'id-token-algorithm' },
  hs256WithPublicKey: { code: 'id-token-algorithm' },
  hs256WithClientSecret: { code: 'id-token-algorithm' },
  wrongIss: { code: 'id-token-issuer' },
  issTrailingSlash: { code: 'id-token-issuer' },
  missingIss: { code: 'id-token-issuer' },
  wrongAud: { code: 'id-token-audience' },
  missingAud: { code: 'id-token-audience' },
  extraAudNoAzp: { code: 'id-token-audience' },
  wrongAzp: { code: 'id-token-audience' },
  wrongNonce: { code: 'id-token-nonce' },
  missingNonce: { code: 'id-token-nonce' },
  expired: { code: 'id-token-expired' },
  issuedInFuture: { code: 'id-token-expired' },
  notYetValid: { code: 'id-token-expired' },
  missingExp: { code: 'id-token-invalid' },
  missingIat: { code: 'id-token-invalid' },
  missingSub: { code: 'id-token-subject' },
  emptySub: { code: 'id-token-subject' },
  numericSub: { code: 'id-token-subject' },
  longSub: { code: 'id-token-subject' },
  wrongAtHash: { code: 'id-token-invalid', in: withCode },
  wrongCHash: { code: 'id-token-invalid', in: ['code id_token'] },
  missingCHash: { code: 'id-token-invalid', in: ['code id_token'] },
  wrongIssParameter: { code: 'response-issuer-mismatch' },
  missingIssParameterThoughAdvertised: {
    code: 'response-issuer-mismatch',
    in: ['code'],
  },
  wrongState: { code: 'state-unknown' },
  missingState: { code: 'state-unknown' },
  errorCallback: { code: 'provider-denied' },
  discoveryIssuerMismatch: { code: 'issuer-mismatch' },
  discoveryHtml: { code: 'discovery-failed' },
  discovery404: { code: 'discovery-failed' },
  discoveryHuge: { code: 'provider-response-invalid' },
  discoverySlow: { code: 'provider-unreachable' },
  discoveryRedirect: { code: 'provider-response-invalid' },
  tokenErrorInvalidClient: {
    code: 'client-authentication-failed',
    in: withCode,
  },
  tokenErrorInvalidGrant: { code: 'code-rejected', in: withCode },
  tokenErrorServer: { code: 'provider-response-invalid', in: withCode },
  tokenHtml: { code: 'provider-response-invalid', in: withCode },
  tokenSlow: { code: 'provider-unreachable', in: withCode },
  tokenHuge: { code: 'provider-response-invalid', in: withCode },
  tokenWithoutIdToken: { code: 'provider-response-invalid', in: withCode },
  userinfoOtherSub: { code: 'userinfo-subject-mismatch', in: withCode },
  userinfoMissingSub: { code: 'userinfo-subject-mismatch', in: withCode },
  userinfoError: { code: 'userinfo-failed', in: withCode },
  userinfoSlow: { code: 'provider-unreachable', in: withCode },
  userinfoHuge: { code: 'provider-response-invalid', in: withCode },
};

const emailMisbehaviours: Misbehaviour[] = [
  'emailVerifiedStringTrue',
  'emailVerifiedStringFalse',
  'emailUnverified',
  'noEmailVerified',
];

const rows = Object.entries(refusals).flatMap(([name, row]) =>
  (row.in ?? responseTypes).map(
    responseType => [name as Misbehaviour, responseType, row.code] as const,
  ),
);

describe('OidcProtocol, as the provider misbehaves', () => {
  let idp: MisbehavingIdp;
  let bench: AttackBench;

  beforeAll(async () => {
    idp = await startMisbehavingIdp();
  });

  afterAll(() => idp.stop());

  beforeEach(async () => {
    await idp.misbehave();
    idp.claims({}, { in: 'both' });
    idp.clearLog();
    bench = AttackBench.create(idp, location => signInAt(idp, location));
  });

  it('has a row for every misbehaviour that is not honest', () => {
    expect(
      misbehaviours
        .filter(({ honest }) => !honest)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...Object.keys(refusals), ...emailMisbehaviours].sort());
  });

  it.each(rows)(
    'OIDC-5 refuses %s with response type %s as %s',
    async (name, responseType, code) => {
      // The honest twin first, through the same bench.protocol.
      await expect(bench.attempt(responseType)).resolves.toBeDefined();
      await idp.misbehave(name);
      const error = await failureOf(bench.attempt(responseType));
      expect(error).toMatchObject({ name: 'SsoError', code });
      expect(bench.secretsIn(error)).toEqual([]);
      expect(idp.calls('attackerJwks')).toBe(0);
      expect(idp.calls('internal')).toBe(0);
      await idp.misbehave();
      await expect(bench.attempt(responseType)).resolves.toBeDefined();
    },
  );

  it.each(
    misbehaviours
      .filter(({ honest }) => honest)
      .flatMap(({ name }) => responseTypes.map(type => [name, type] as const)),
  )('OIDC-5 accepts %s with response type %s', async (name, responseType) => {
    await bench.attempt(responseType);
    await idp.misbehave(name);
    const result = await bench.attempt(responseType, {
      connectionVersion: bench.version,
    });
    expect(result.identity.subject).not.toBe('');
    expect(bench.secretsIn(result)).toEqual([]);
  });

  it.each([
    'wrongState',
    'missingState',
    'wrongIssParameter',
    'missingIssParameterThoughAdvertised',
    'errorCallback',
  ] as const)('OIDC-5 asks for no token after %s', async name => {
    await idp.misbehave(name);
    await failureOf(bench.attempt('code'));
    expect(idp.calls('token')).toBe(0);
    await idp.misbehave();
    await bench.attempt('code');
    expect(idp.calls('token')).toBe(1);
  });

  it.each(emailMisbehaviours)(
    'OIDC-5 does not take an email as verified with %s',
    async name => {
      const honest = await bench.attempt('code', {
        settings: { claimsFrom: 'both' },
      });
      expect(honest.identity.emailVerified).toBe(true);
      await idp.misbehave(name);
      for (const claimsFrom of ['both', 'idToken', 'userinfo']) {
        const { identity } = await bench.attempt('code', {
          settings: { claimsFrom },
        });
        expect(identity.emailVerified).toBe(false);
        expect(identity.email).toBe(honest.identity.email);
      }
    },
  );

  it.each([
    ['RS512', 'RS512'],
    ['ES256', 'ES256'],
    ['PS256', 'PS256'],
  ])(
    'OIDC-5 takes the algorithm from the settings (%s), never from the token',
    async (_, idTokenSignedResponseAlg) => {
      await expect(
        bench.attempt('code', { settings: { idTokenSignedResponseAlg } }),
      ).rejects.toMatchObject({ code: 'id-token-algorithm' });
      await expect(
        bench.attempt('code', {
          settings: { idTokenSignedResponseAlg: 'RS256' },
        }),
      ).resolves.toBeDefined();
    },
  );

  it('OIDC-5 fetches keys once for a flood of unknown key IDs', async () => {
    await bench.attempt('id_token');
    idp.clearLog();
    await idp.misbehave('jwksUnknownKid');
    const connectionVersion = bench.version;
    await Promise.all(
      Array.from({ length: 5 }, () =>
        failureOf(bench.attempt('id_token', { connectionVersion })),
      ),
    );
    await failureOf(bench.attempt('id_token', { connectionVersion }));
    expect(idp.calls('jwks')).toBe(1);
    await idp.misbehave();
    await expect(
      bench.attempt('id_token', { connectionVersion }),
    ).resolves.toBeDefined();
    expect(idp.calls('jwks')).toBe(1);
  });

  it('C06 does not let claims of the provider reach a prototype', async () => {
    idp.claims(
      { extra: JSON.parse('{"__proto__":{"polluted":true},"good":1}') },
      { in: 'both' },
    );
    const { identity } = await bench.attempt('code', {
      settings: { groupsClaim: 'extra.__proto__.polluted' },
    });
    expect(identity.attributes.extra).toEqual({ good: 1 });
    expect(identity.groups).toBeUndefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
