import {
  type LogoutMisbehaviour,
  logoutMisbehaviours,
  type MisbehavingIdp,
  startMisbehavingIdp,
} from '@latchkey/dev-idp';
import { isSsoError } from '@latchkey/plugin-sso-common';
import { createOutboundFetch } from '@latchkey/plugin-sso-node';
import { OidcProtocol } from './OidcProtocol';
import { failureOf } from './testUtils/failureOf';
import { backChannelLogout, frontChannelLogout } from './testUtils/logout';

const whom = { sub: 'ada', sid: 's1' };

/** What the trace says of each; nothing of it stands in the token. */
const refusals: Partial<Record<LogoutMisbehaviour, RegExp>> = {
  wrongSignature: /signature that is wrong/,
  algNone: /algorithm of the settings/,
  algNoneUpperCase: /algorithm of the settings/,
  algNoneCapitalised: /algorithm of the settings/,
  algNoneMixedCase: /algorithm of the settings/,
  hs256WithPublicKey: /algorithm of the settings/,
  hs256WithClientSecret: /algorithm of the settings/,
  wrongAlg: /algorithm of the settings/,
  jwksUnknownKid: /key that the provider does not publish/,
  jku: /key that the provider does not publish/,
  embeddedJwk: /signature that is wrong/,
  unknownCrit: /not supported/,
  unsigned: /signature that is wrong/,
  idTokenInstead: /about signing out/,
  accessTokenType: /another type/,
  noEvents: /about signing out/,
  wrongEvent: /about signing out/,
  eventsList: /about signing out/,
  eventNoObject: /about signing out/,
  withNonce: /has a nonce/,
  emptyNonce: /has a nonce/,
  wrongAud: /another application/,
  missingAud: /another application/,
  extraAudNoAzp: /several applications/,
  wrongIss: /another issuer/,
  issTrailingSlash: /another issuer/,
  missingIss: /another issuer/,
  expired: /has expired/,
  issuedInFuture: /in the future/,
  missingExp: /no usable exp/,
  endlessExp: /no usable exp/,
  missingIat: /no iat/,
  missingJti: /no usable jti/,
  numericJti: /no usable jti/,
  noSubNorSid: /neither a person nor a session/,
  emptySub: /neither a person nor a session/,
  numericSub: /neither a person nor a session/,
  listedSid: /neither a person nor a session/,
};

describe('C21 logout tokens', () => {
  let idp: MisbehavingIdp;
  let protocol: OidcProtocol;
  let version = 0;
  const outbound = createOutboundFetch({
    allow: ['localhost'],
    allowHttp: true,
  });

  beforeAll(async () => {
    idp = await startMisbehavingIdp();
  });
  afterAll(() => idp.stop());
  beforeEach(() => {
    idp.clearLog();
    protocol = OidcProtocol.create();
    version += 1;
  });

  const post = (
    body: Readonly<Record<string, string>>,
    settings: Record<string, unknown> = {},
    fetchApi: typeof fetch = outbound,
  ) =>
    backChannelLogout(
      protocol,
      {
        settings: {
          issuer: idp.issuer,
          clientId: idp.clientId,
          clientSecret: idp.clientSecret,
          ...settings,
        },
        fetch: fetchApi,
        connectionVersion: version,
      },
      body,
    );
  const send = async (
    misbehaviour?: LogoutMisbehaviour,
    claims: Record<string, unknown> = whom,
  ) => post({ logout_token: await idp.logoutToken(claims, misbehaviour) });

  it('has a row for every logout token that is wrong', () => {
    expect(
      logoutMisbehaviours
        .filter(({ honest }) => !honest)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(refusals).sort());
  });

  it.each(Object.entries(refusals))(
    'OIDC-6 refuses %s',
    async (name, reason) => {
      await expect(send()).resolves.toBeDefined();
      const token = await idp.logoutToken(whom, name as LogoutMisbehaviour);
      const error = await failureOf(post({ logout_token: token }));
      expect(error).toMatchObject({
        name: 'SsoError',
        code: 'oidc-logout-invalid',
        detail: expect.stringMatching(reason),
      });
      const seen = JSON.stringify(error, (_, value) =>
        value instanceof Error
          ? { ...value, message: value.message, cause: value.cause }
          : value,
      );
      for (const part of token.split('.').filter(Boolean)) {
        expect(seen).not.toContain(part);
      }
      expect(idp.calls('attackerJwks')).toBe(0);
      await expect(send()).resolves.toBeDefined();
    },
  );

  it.each(
    logoutMisbehaviours.filter(({ honest }) => honest).map(({ name }) => name),
  )('OIDC-6 accepts %s', async name => {
    await expect(send(name)).resolves.toMatchObject({
      sessions: { principal: 'ada', sessionIds: ['s1'] },
    });
  });

  it('OIDC-6 takes the algorithm from the settings, never from the token', async () => {
    const logoutToken = await idp.logoutToken(whom);
    const body = { logout_token: logoutToken };
    for (const idTokenSignedResponseAlg of ['RS512', 'PS256', 'ES256']) {
      const error = await failureOf(post(body, { idTokenSignedResponseAlg }));
      expect(error).toMatchObject({ code: 'oidc-logout-invalid' });
    }
    // It did not even look for a key.
    expect(idp.calls('jwks')).toBe(0);
    await expect(post(body)).resolves.toBeDefined();
  });

  it.each([
    ['nothing', {}],
    ['an empty one', { logout_token: '' }],
    ['another field', { id_token: 'x' }],
  ])('OIDC-6 refuses a form with %s', async (_, body) => {
    await expect(post(body)).rejects.toMatchObject({
      code: 'callback-malformed',
    });
  });

  it.each(['x', '..', 'a.b.c', 'a.b.c.d.e', '{}', 'x'.repeat(50_000)])(
    'OIDC-6 refuses what is no JWT at all: %.20s',
    async token => {
      await expect(post({ logout_token: token })).rejects.toMatchObject({
        code: 'oidc-logout-invalid',
      });
      expect(idp.calls('jwks')).toBe(0);
    },
  );

  it('OIDC-6 reads keys once for a flood of unknown key IDs', async () => {
    await send();
    idp.clearLog();
    const errors = [];
    for (let index = 0; index < 5; index++) {
      errors.push(await failureOf(send('jwksUnknownKid')));
    }
    expect(errors.every(isSsoError)).toBe(true);
    expect(idp.calls('jwks')).toBe(1);
  });

  it('OIDC-6 OIDC-5 accepts a key that is new, without a restart', async () => {
    await send();
    await idp.rotateSigningKey();
    await expect(send()).resolves.toBeDefined();
  });

  it('OIDC-6 tells a provider that cannot be asked from a wrong token', async () => {
    const down: typeof fetch = async (input, init) =>
      String(input).endsWith('/jwks')
        ? new Response('<html>', { status: 502 })
        : outbound(input, init);
    const body = { logout_token: await idp.logoutToken(whom) };
    await expect(post(body, {}, down)).rejects.toMatchObject({
      code: 'provider-response-invalid',
    });
    await expect(post(body)).resolves.toBeDefined();
  });

  describe('front-channel requests', () => {
    const load = (query: Record<string, string>) =>
      frontChannelLogout(
        protocol,
        {
          settings: {
            issuer: idp.issuer,
            clientId: idp.clientId,
            clientSecret: idp.clientSecret,
          },
        },
        query,
      );

    it('OIDC-6 the honest twin names a session, and nobody', async () => {
      const { sessions } = await load({ iss: idp.issuer, sid: 's1' });
      expect(sessions).toEqual({ issuer: idp.issuer, sessionIds: ['s1'] });
      expect(idp.log).toEqual([]);
    });

    it.each<[string, (issuer: string) => Record<string, string>]>([
      ['nothing', () => ({})],
      ['no session', issuer => ({ iss: issuer })],
      ['an empty session', issuer => ({ iss: issuer, sid: '' })],
      ['no issuer', () => ({ sid: 's1' })],
      ['another issuer', () => ({ iss: 'https://evil.test', sid: 's1' })],
      ['an issuer with a slash', issuer => ({ iss: `${issuer}/`, sid: 's1' })],
    ])('OIDC-6 refuses one with %s', async (_, query) => {
      await expect(load(query(idp.issuer))).rejects.toMatchObject({
        code: 'oidc-logout-invalid',
      });
    });
  });
});
