import { DevIdp, signInAt, startDevIdp } from '@latchkey/dev-idp';
import {
  createProtocolTestContext,
  runProtocolContract,
} from '@latchkey/plugin-sso-node/testUtils';
import {
  signIn as signInWith,
  SignInOptions,
  toAnswer,
} from './testUtils/signIn';
import { OidcProtocol } from './OidcProtocol';

// Whatever has a meaning in forms, headers or URLs.
const awkwardSecret = 'secret+/=%20 of:it&"~';
const alice = { username: 'alice', password: 'alice-password' };

describe('OidcProtocol', () => {
  let idp: DevIdp;

  beforeAll(async () => {
    const client = {
      client_secret: awkwardSecret,
      application_type: 'native' as const,
      redirect_uris: ['http://localhost:7007/api/sso/sign-in/test/callback'],
      response_types: ['code', 'code id_token'] as ['code', 'code id_token'],
      grant_types: ['authorization_code', 'implicit'],
    };
    idp = await startDevIdp({
      clients: [
        {
          ...client,
          client_id: 'in-the-body',
          token_endpoint_auth_method: 'client_secret_post',
        },
        {
          ...client,
          client_id: 'in:the+header',
          token_endpoint_auth_method: 'client_secret_basic',
        },
      ],
    });
  });

  afterAll(() => idp.stop());

  const signIn = (options: SignInOptions, person = alice) =>
    signInWith(location => signInAt(idp, location, person), options);

  const settings = (changes: object = {}) => ({
    issuer: idp.issuer,
    clientId: idp.clientId,
    clientSecret: idp.clientSecret,
    scope: 'openid profile email groups',
    ...changes,
  });

  describe.each(['code', 'code id_token', 'id_token'])(
    'with response type %s',
    responseType => {
      runProtocolContract({
        createProtocol: () => OidcProtocol.create(),
        settings: () => settings({ responseType }),
        secrets: () => [idp.clientSecret],
        signIn: async start =>
          toAnswer(
            await signInAt(
              idp,
              start.kind === 'redirect' ? start.location : start.action,
              alice,
            ),
          ),
        subject: () => 'a3f0c1d2-alice',
      });
    },
  );

  it.each([
    ['code', 'query', 'client_secret_basic'],
    ['code', 'form_post', 'client_secret_basic'],
    ['code', 'query', 'client_secret_post'],
    ['code', 'query', 'none'],
    ['code', 'form_post', 'none'],
    ['code id_token', 'form_post', 'client_secret_basic'],
    ['code id_token', 'form_post', 'client_secret_post'],
    ['code id_token', 'form_post', 'none'],
    ['id_token', 'form_post', 'none'],
  ])(
    'OIDC-2 signs in by %s, %s and %s',
    async (responseType, responseMode, tokenEndpointAuthMethod) => {
      const client = {
        client_secret_basic: {
          clientId: 'in:the+header',
          clientSecret: awkwardSecret,
        },
        client_secret_post: {
          clientId: 'in-the-body',
          clientSecret: awkwardSecret,
        },
        none: { clientId: idp.publicClientId, clientSecret: undefined },
      }[tokenEndpointAuthMethod];
      const { identity } = await signIn({
        settings: settings({
          responseType,
          responseMode,
          tokenEndpointAuthMethod,
          ...client,
        }),
      });
      expect(identity).toMatchObject({
        issuer: idp.issuer,
        subject: 'a3f0c1d2-alice',
        username: 'alice',
        email: 'alice.ferreira@example.test',
        emailVerified: true,
        displayName: 'Alice Ferreira',
        givenName: 'Alice',
        familyName: 'Ferreira',
        groups: ['engineering', 'platform'],
      });
    },
  );

  it('OIDC-2 asks with PKCE S256, state, nonce and the scopes', async () => {
    const protocol = OidcProtocol.create();
    const { startContext } = createProtocolTestContext(protocol, {
      settings: settings({ prompt: 'login' }),
      state: 'my-state',
    });
    const start = await protocol.start(startContext);
    const location = new URL((start as { location: string }).location);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      client_id: idp.clientId,
      response_type: 'code',
      redirect_uri: startContext.callbackUrl,
      scope: 'openid profile email groups',
      state: 'my-state',
      nonce: expect.stringMatching(/^.{40,}$/),
      code_challenge: expect.stringMatching(/^.{43}$/),
      code_challenge_method: 'S256',
      prompt: 'login',
    });
    const verifier = (start.memory as { oidc: { code_verifier: string } }).oidc
      .code_verifier;
    expect(location.href).not.toContain(verifier);
  });

  it('OIDC-2 leaves PKCE out where there is no code', async () => {
    const protocol = OidcProtocol.create();
    const { startContext } = createProtocolTestContext(protocol, {
      settings: settings({ responseType: 'id_token' }),
    });
    const start = await protocol.start(startContext);
    const { searchParams } = new URL((start as { location: string }).location);
    expect([...searchParams.keys()]).not.toContain('code_challenge');
    expect(searchParams.get('response_mode')).toBe('form_post');
  });

  it('OIDC-3 sends the redirect override to the provider', async () => {
    const redirectUri = 'http://localhost:8443/portal/sso';
    const protocol = OidcProtocol.create();
    const options = {
      protocol,
      settings: settings({ redirectUri }),
    };
    const { context, startContext } = createProtocolTestContext(
      protocol,
      options,
    );
    expect(protocol.providerValues(context)[0]).toMatchObject({
      label: 'Redirect URI',
      value: redirectUri,
    });
    const start = await protocol.start(startContext);
    const { searchParams } = new URL((start as { location: string }).location);
    expect(searchParams.get('redirect_uri')).toBe(redirectUri);
    const { identity } = await signIn(options);
    expect(identity.subject).toBe('a3f0c1d2-alice');
  });

  it('OIDC-5 accepts rotated keys without a restart', async () => {
    const protocol = OidcProtocol.create();
    const once = () => signIn({ protocol, settings: settings() });
    await once();
    await idp.rotateSigningKey();
    await expect(once()).resolves.toMatchObject({
      identity: { subject: 'a3f0c1d2-alice' },
    });
  });

  it('reads discovery and keys once for many sign-ins', async () => {
    const protocol = OidcProtocol.create();
    const count = (path: string) =>
      idp.requests.filter(request => request.path === path).length;
    const paths = ['/.well-known/openid-configuration', '/jwks'];
    const before = paths.map(count);
    for (let index = 0; index < 3; index++) {
      await signIn({ protocol, settings: settings() });
    }
    expect(paths.map(count)).toEqual(before.map(value => value + 1));
  });

  it('reads discovery again when the SSO connection has changed', async () => {
    const protocol = OidcProtocol.create();
    const start = (connectionVersion: number, issuer: string) =>
      protocol.start(
        createProtocolTestContext(protocol, {
          settings: settings({ issuer }),
          connectionVersion,
        }).startContext,
      );
    await expect(start(1, `${idp.issuer}/missing`)).rejects.toMatchObject({
      code: 'discovery-failed',
    });
    await expect(start(2, idp.issuer)).resolves.toMatchObject({
      kind: 'redirect',
    });
  });

  it('OIDC-7 reads groups by a path', async () => {
    const { identity } = await signIn({
      settings: settings({ groupsClaim: 'realm_access.roles' }),
    });
    expect(identity.groups).toEqual(['portal-admin', 'developer']);
  });

  it('OIDC-5 takes an unverified email for what it is', async () => {
    const { identity } = await signIn(
      { settings: settings() },
      { username: 'carol', password: 'carol-password' },
    );
    expect(identity).toMatchObject({
      email: 'carol.lindqvist@example.test',
      emailVerified: false,
      groups: [],
    });
  });

  it('tells that a wrong client secret may be a wrong form', async () => {
    await expect(
      signIn({
        settings: settings({ clientSecret: 'wrong-secret' }),
      }),
    ).rejects.toMatchObject({
      code: 'client-authentication-failed',
      description: { advice: expect.stringContaining('basic') },
    });
  });

  it('tells that the provider is down, at the start and in the middle', async () => {
    const protocol = OidcProtocol.create();
    const once = (beforeFinish: () => void) =>
      signIn({
        protocol,
        settings: settings(),
        beforeFinish,
      });
    try {
      await expect(once(() => idp.setDown(true))).rejects.toMatchObject({
        code: 'provider-unreachable',
      });
      await expect(
        OidcProtocol.create().start(
          createProtocolTestContext(protocol, { settings: settings() })
            .startContext,
        ),
      ).rejects.toMatchObject({ code: 'provider-unreachable' });
    } finally {
      idp.setDown(false);
    }
    await expect(once(() => {})).resolves.toBeDefined();
  });
});
