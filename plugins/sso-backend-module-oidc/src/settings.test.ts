import { oidcSettingsSchema, responseModeOf } from './settings';

const scriptUrl = ['javascript', 'alert(1)'].join(':');
const valid = {
  issuer: 'https://login.example.test/tenant',
  clientId: 'portal',
  clientSecret: 'secret',
};

function problemsOf(changes: object) {
  const { error } = oidcSettingsSchema.safeParse({ ...valid, ...changes });
  return error?.issues.map(({ path, message }) => [path.join('.'), message]);
}

describe('settings of OpenID Connect', () => {
  it('OIDC-1 need issuer, client ID and secret, and no more', () => {
    expect(oidcSettingsSchema.parse(valid)).toEqual({
      ...valid,
      tokenEndpointAuthMethod: 'client_secret_basic',
      scope: 'openid profile email',
      responseType: 'code',
      usernameClaim: 'preferred_username',
      emailClaim: 'email',
      displayNameClaim: 'name',
      givenNameClaim: 'given_name',
      familyNameClaim: 'family_name',
      groupsClaim: 'groups',
      claimsFrom: 'both',
      signOutAtProvider: false,
      idTokenSignedResponseAlg: 'RS256',
      clockToleranceSeconds: 30,
    });
  });

  it.each([
    [{ issuer: 'http://localhost:4400' }],
    [{ issuer: 'https://login.example.test/' }],
    [{ clientSecret: undefined, tokenEndpointAuthMethod: 'none' }],
    [{ clientSecret: undefined, responseType: 'id_token' }],
    [{ responseType: 'code', responseMode: 'form_post' }],
    [{ responseType: 'code id_token', responseMode: 'form_post' }],
    [{ redirectUri: 'https://portal.example.test/sso' }],
    [{ redirectUri: '' }],
    [{ idNumberClaim: '/employee/number', groupsClaim: '' }],
  ])('accept %j', changes => {
    expect(problemsOf(changes)).toBeUndefined();
  });

  it.each([
    ['issuer', { issuer: 'login.example.test' }],
    ['issuer', { issuer: 'ftp://login.example.test' }],
    ['issuer', { issuer: scriptUrl }],
    ['issuer', { issuer: 'https://user:pw@login.example.test' }],
    ['issuer', { issuer: 'https://login.example.test/?x=1' }],
    ['issuer', { issuer: 'https://login.example.test/#x' }],
    [
      'issuer',
      { issuer: 'https://login.example.test/.well-known/openid-configuration' },
    ],
    ['clientId', { clientId: ' ' }],
    ['clientSecret', { clientSecret: undefined }],
    ['scope', { scope: 'profile email' }],
    ['scope', { scope: 'openid  "email"' }],
    ['responseType', { responseType: 'token' }],
    ['responseType', { responseType: 'id_token token' }],
    ['responseMode', { responseType: 'id_token', responseMode: 'query' }],
    ['responseMode', { responseType: 'code id_token', responseMode: 'query' }],
    ['responseMode', { responseMode: 'fragment' }],
    ['claimsFrom', { responseType: 'id_token', claimsFrom: 'userinfo' }],
    ['idTokenSignedResponseAlg', { idTokenSignedResponseAlg: 'none' }],
    ['idTokenSignedResponseAlg', { idTokenSignedResponseAlg: 'HS256' }],
    ['clockToleranceSeconds', { clockToleranceSeconds: 181 }],
    ['clockToleranceSeconds', { clockToleranceSeconds: -1 }],
    ['redirectUri', { redirectUri: '/sso/callback' }],
    ['redirectUri', { redirectUri: 'https://portal.example.test/?x' }],
    ['redirectUri', { redirectUri: scriptUrl }],
    ['', { unknown: 1 }],
  ])('complain of %s in %j', (path, changes) => {
    expect(problemsOf(changes)).toEqual([[path, expect.stringMatching(/\S/)]]);
  });

  it('OIDC-2 explain why response type "token" is refused', () => {
    expect(problemsOf({ responseType: 'token' })).toEqual([
      ['responseType', expect.stringContaining('not who somebody is')],
    ]);
  });

  it.each([
    ['code', undefined, 'query'],
    ['code', 'form_post', 'form_post'],
    ['code id_token', undefined, 'form_post'],
    ['id_token', undefined, 'form_post'],
  ])('OIDC-2 make of %s and %s the mode %s', (responseType, mode, result) => {
    expect(
      responseModeOf(
        oidcSettingsSchema.parse({
          ...valid,
          responseType,
          responseMode: mode,
        }),
      ),
    ).toBe(result);
  });
});
