import { createProtocolTestContext } from '@latchkey/plugin-sso-node/testUtils';
import { OidcProtocol } from './OidcProtocol';

const issuer = 'https://login.example.test';
const honest = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ['code', 'id_token code'],
  response_modes_supported: ['query', 'form_post'],
  token_endpoint_auth_methods_supported: ['client_secret_basic'],
  code_challenge_methods_supported: ['S256'],
  id_token_signing_alg_values_supported: ['RS256'],
  end_session_endpoint: `${issuer}/logout`,
  backchannel_logout_supported: true,
};

async function check(
  options: { metadata?: object; keys?: unknown; settings?: object } = {},
) {
  const protocol = OidcProtocol.create();
  const { context } = createProtocolTestContext(protocol, {
    settings: {
      issuer,
      clientId: 'portal',
      clientSecret: 'the-secret',
      ...options.settings,
    },
    fetch: async input =>
      String(input) === `${issuer}/keys`
        ? Response.json(options.keys ?? { keys: [{ kty: 'RSA', use: 'sig' }] })
        : Response.json({ ...honest, ...options.metadata }),
  });
  return protocol.check(context);
}

const failed = (findings: Awaited<ReturnType<typeof check>>) =>
  findings.filter(({ outcome }) => outcome === 'failed');

describe('check of OpenID Connect settings', () => {
  it('OIDC-1 passes with an honest provider', async () => {
    const findings = await check();
    expect(findings.map(({ outcome }) => outcome)).toEqual(
      findings.map(() => 'passed'),
    );
    expect(findings.map(({ title }) => title)).toEqual([
      'Discovery',
      'Response type',
      'Response mode',
      'ID token signature',
      'Client authentication',
      'PKCE',
      'Signing keys',
      'Sign-out by the provider',
    ]);
  });

  it('takes the parts of a response type in any order', async () => {
    const findings = await check({
      settings: { responseType: 'code id_token' },
    });
    expect(failed(findings)).toEqual([]);
  });

  it.each<[string, Parameters<typeof check>[0], object]>([
    [
      'another issuer',
      { metadata: { issuer: `${issuer}/` } },
      { title: 'Discovery', code: 'issuer-mismatch' },
    ],
    [
      'an issuer that is no text',
      { metadata: { issuer: 7 } },
      { title: 'Discovery', code: 'provider-response-invalid' },
    ],
    [
      'an authorization endpoint by http',
      { metadata: { authorization_endpoint: 'http://login.example.test/' } },
      { title: 'Discovery', code: 'provider-response-invalid' },
    ],
    [
      'no keys address',
      { metadata: { jwks_uri: undefined } },
      { title: 'Discovery', code: 'provider-response-invalid' },
    ],
    [
      'no token endpoint',
      { metadata: { token_endpoint: undefined } },
      { title: 'Token endpoint' },
    ],
    [
      'no userinfo endpoint',
      {
        metadata: { userinfo_endpoint: undefined },
        settings: { claimsFrom: 'userinfo' },
      },
      { title: 'Userinfo endpoint' },
    ],
    [
      'another response type',
      { settings: { responseType: 'id_token' } },
      { title: 'Response type' },
    ],
    [
      'another response mode',
      {
        metadata: { response_modes_supported: undefined },
        settings: { responseMode: 'form_post' },
      },
      { title: 'Response mode' },
    ],
    [
      'another client authentication',
      { settings: { tokenEndpointAuthMethod: 'client_secret_post' } },
      { title: 'Client authentication' },
    ],
    [
      'other signatures',
      { metadata: { id_token_signing_alg_values_supported: ['HS256'] } },
      { title: 'ID token signature' },
    ],
    ['no keys', { keys: { keys: [] } }, { title: 'Signing keys' }],
    ['no key set', { keys: { hello: 1 } }, { title: 'Signing keys' }],
    [
      'keys of another kind',
      { keys: { keys: [{ kty: 'EC' }, { kty: 'RSA', use: 'enc' }] } },
      { title: 'Signing keys' },
    ],
  ])('OIDC-1 fails with %s', async (_, options, finding) => {
    const findings = failed(await check(options));
    expect(findings).toMatchObject([finding]);
    expect(findings[0].detail).toMatch(/\S/);
  });

  it.each<[string, string, object]>([
    ['passed', 'announces an end_session_endpoint', {}],
    [
      'failed',
      'announces no end_session_endpoint',
      { end_session_endpoint: undefined },
    ],
    [
      'failed',
      'not https',
      { end_session_endpoint: 'http://login.example.test/logout' },
    ],
  ])(
    'OIDC-6 has %s when the provider %s',
    async (outcome, detail, metadata) => {
      const title = 'Signing out at the provider';
      const [finding] = (
        await check({ metadata, settings: { signOutAtProvider: true } })
      ).filter(one => one.title === title);
      expect(finding).toMatchObject({
        outcome,
        detail: expect.stringContaining(detail),
      });
      const unasked = await check({ metadata });
      expect(unasked.map(one => one.title)).not.toContain(title);
    },
  );

  it.each<[string, string, object]>([
    ['passed', 'back-channel logout', {}],
    [
      'passed',
      'back-channel and front-channel logout',
      {
        frontchannel_logout_supported: true,
        frontchannel_logout_session_supported: true,
      },
    ],
    [
      'note',
      'neither',
      {
        backchannel_logout_supported: undefined,
        // Without a session it cannot count here.
        frontchannel_logout_supported: true,
      },
    ],
  ])(
    'OIDC-6 has a %s of a provider that announces %s',
    async (outcome, detail, metadata) => {
      const findings = await check({ metadata });
      expect(findings).toContainEqual(
        expect.objectContaining({
          title: 'Sign-out by the provider',
          outcome,
          detail: expect.stringContaining(detail),
        }),
      );
      expect(failed(findings)).toEqual([]);
    },
  );

  it('notes what the provider does not say', async () => {
    const findings = await check({
      metadata: { code_challenge_methods_supported: undefined },
    });
    expect(findings).toContainEqual(
      expect.objectContaining({ title: 'PKCE', outcome: 'note' }),
    );
    expect(failed(findings)).toEqual([]);
  });
});
