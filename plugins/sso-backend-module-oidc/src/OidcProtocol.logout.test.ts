import {
  type MisbehavingIdp,
  signInAt,
  startMisbehavingIdp,
} from '@latchkey/dev-idp';
import type { SsoLogoutMessageContext } from '@latchkey/plugin-sso-node';
import { createProtocolTestContext } from '@latchkey/plugin-sso-node/testUtils';
import { decodeJwt } from 'jose';
import { OidcProtocol } from './OidcProtocol';
import type { OidcSettings } from './settings';
import { AttackBench, responseTypes } from './testUtils/AttackBench';
import { backChannelLogout } from './testUtils/logout';

describe('signing out by OpenID Connect', () => {
  let idp: MisbehavingIdp;
  let bench: AttackBench;

  beforeAll(async () => {
    idp = await startMisbehavingIdp();
  });
  afterAll(() => idp.stop());
  beforeEach(async () => {
    await idp.misbehave();
    idp.claims({});
    idp.clearLog();
    bench = AttackBench.create(idp, location => signInAt(idp, location));
  });

  const settings = (changes: Record<string, unknown> = {}) => ({
    ...bench.settings('code'),
    signOutAtProvider: true,
    ...changes,
  });
  const contextOf = (changes: Record<string, unknown> = {}) =>
    createProtocolTestContext(bench.protocol, {
      settings: settings(changes),
      fetch: bench.outbound,
    }).context;
  const signOut = async (
    options: {
      settings?: Record<string, unknown>;
      memory?: Record<string, string>;
      metadata?: object;
    } = {},
  ) => {
    const { metadata, memory = { idToken: 'the-id-token' } } = options;
    const protocol = metadata ? OidcProtocol.create() : bench.protocol;
    const { context } = createProtocolTestContext(protocol, {
      settings: settings(options.settings),
      fetch: async (input, init) => {
        const response = await bench.outbound(input, init);
        return metadata && String(input).includes('/.well-known/')
          ? Response.json({ ...(await response.json()), ...metadata })
          : response;
      },
    });
    return protocol.logout({
      ...context,
      state: 'the-state',
      session: { id: 's1', memory },
    });
  };

  it.each(responseTypes)(
    'OIDC-6 keeps session, person and ID token of a sign-in by %s',
    async responseType => {
      idp.claims({ sub: 'ada', sid: 's1' }, { in: 'both' });
      const { identity } = await bench.attempt(responseType, {
        settings: { signOutAtProvider: true },
      });
      expect(identity.providerSession).toMatchObject({
        id: 's1',
        principal: 'ada',
      });
      const { idToken } = identity.providerSession?.memory ?? {};
      expect(decodeJwt(String(idToken))).toMatchObject({
        sub: 'ada',
        aud: idp.clientId,
      });
    },
  );

  it('OIDC-6 keeps no ID token unless signing out at the provider is wanted', async () => {
    const { identity } = await bench.attempt('code');
    expect(identity.providerSession?.memory).toBeUndefined();
    expect(bench.secretsIn(identity)).toEqual([]);
    expect(identity.providerSession?.principal).toBe(identity.subject);
  });

  it('OIDC-6 keeps no ID token that is very long', async () => {
    idp.claims({ groups: ['x'.repeat(20_000)] }, { in: 'idToken' });
    const { identity } = await bench.attempt('code', {
      settings: { signOutAtProvider: true },
    });
    expect(identity.providerSession?.memory).toEqual({});
  });

  it('OIDC-6 shows the ID token in no evidence and no log', async () => {
    const { evidence, logged } = await bench.attempt('code', {
      settings: { signOutAtProvider: true },
      debug: true,
    });
    expect(bench.secretsIn([evidence, logged])).toEqual([]);
  });

  it('OIDC-6 leads to the provider with hint, client, way back and state', async () => {
    const step = await signOut();
    const { origin, pathname, searchParams } = new URL(
      (step as { location: string }).location,
    );
    expect(origin + pathname).toBe(`${idp.issuer}/logout`);
    expect(Object.fromEntries(searchParams)).toEqual({
      id_token_hint: 'the-id-token',
      client_id: idp.clientId,
      post_logout_redirect_uri: contextOf().logoutUrl,
      state: 'the-state',
    });
  });

  it('OIDC-6 keeps the query of the endpoint', async () => {
    const step = await signOut({
      metadata: { end_session_endpoint: `${idp.issuer}/logout?tenant=a` },
    });
    const { searchParams } = new URL((step as { location: string }).location);
    expect(searchParams.get('tenant')).toBe('a');
    expect(searchParams.get('state')).toBe('the-state');
  });

  it('OIDC-6 lets the provider ask when the ID token was not kept', async () => {
    const step = await signOut({ memory: {} });
    const { searchParams } = new URL((step as { location: string }).location);
    expect(searchParams.has('id_token_hint')).toBe(false);
    expect(searchParams.get('client_id')).toBe(idp.clientId);
  });

  it('OIDC-6 posts what is too long for an address', async () => {
    const idToken = 'x'.repeat(8000);
    expect(await signOut({ memory: { idToken } })).toEqual({
      kind: 'form',
      action: `${idp.issuer}/logout`,
      fields: {
        id_token_hint: idToken,
        client_id: idp.clientId,
        post_logout_redirect_uri: contextOf().logoutUrl,
        state: 'the-state',
      },
    });
  });

  it('OIDC-6 leads nowhere when the settings do not want it', async () => {
    const step = await signOut({ settings: { signOutAtProvider: false } });
    expect(step).toBeUndefined();
    expect(idp.log).toEqual([]);
  });

  it('OIDC-6 leads nowhere when the provider has no endpoint for it', async () => {
    const metadata = { end_session_endpoint: undefined };
    expect(await signOut({ metadata })).toBeUndefined();
  });

  it.each([
    '/logout',
    ['javascript', 'alert(1)'].join(':'),
    'data:text/html,x',
  ])('OIDC-6 C18 does not lead to %s', async endpoint => {
    await expect(
      signOut({ metadata: { end_session_endpoint: endpoint } }),
    ).rejects.toMatchObject({ code: 'provider-response-invalid' });
  });

  describe('the way back', () => {
    const comeBack = (
      changes: Partial<SsoLogoutMessageContext<OidcSettings>>,
    ) =>
      bench.protocol.logoutMessage({
        ...contextOf(),
        request: {
          method: 'GET',
          originalUrl: '/logout?state=the-state',
          query: { state: 'the-state' },
          body: {},
        },
        pending: { state: 'the-state', memory: {} },
        ...changes,
      });

    it('OIDC-6 ends the sign-out that it belongs to', async () => {
      expect(await comeBack({})).toMatchObject({
        kind: 'response',
        complete: true,
      });
    });

    it('OIDC-6 is refused when no sign-out waits for it', async () => {
      await expect(comeBack({ pending: undefined })).rejects.toMatchObject({
        code: 'oidc-logout-invalid',
      });
    });

    it('OIDC-6 is refused by POST', async () => {
      await expect(
        comeBack({
          request: {
            method: 'POST',
            originalUrl: '/logout',
            query: {},
            body: { state: 'the-state' },
          },
        }),
      ).rejects.toMatchObject({ code: 'oidc-logout-invalid' });
    });
  });

  it.each([
    [
      { sub: 'ada', sid: 's1' },
      { principal: 'ada', sessionIds: ['s1'] },
    ],
    [{ sub: 'ada' }, { principal: 'ada', sessionIds: undefined }],
    [{ sid: 's1' }, { principal: undefined, sessionIds: ['s1'] }],
  ])('OIDC-6 ends what a logout token with %j names', async (claims, named) => {
    const token = await idp.logoutToken(claims);
    const { jti, exp } = decodeJwt(token);
    const logout = await backChannelLogout(
      bench.protocol,
      { settings: settings(), fetch: bench.outbound },
      { logout_token: token },
    );
    expect(logout.sessions).toEqual({ issuer: idp.issuer, ...named });
    expect(logout.singleUse).toEqual({
      id: JSON.stringify([idp.issuer, jti]),
      // Until it is refused for its age: the clock tolerance is 30 seconds.
      until: new Date((Number(exp) + 31) * 1000),
    });
    expect(JSON.stringify(logout.evidence)).not.toContain(token);
    expect(JSON.stringify(logout.evidence)).toContain('no nonce');
  });

  it('OIDC-6 tells what to enter at the provider', () => {
    const context = contextOf();
    expect(
      bench.protocol
        .providerValues(context)
        .map(({ label, value }) => [label, value]),
    ).toEqual([
      ['Redirect URI', context.callbackUrl],
      ['Post-logout redirect URI', context.logoutUrl],
      ['Back-channel logout URI', `${context.logoutUrl}/back-channel`],
      ['Front-channel logout URI', `${context.logoutUrl}/front-channel`],
    ]);
  });
});
