import type { IDToken, UserInfoResponse } from 'openid-client';
import { needsUserinfo, toIdentity } from './claims';
import { oidcSettingsSchema } from './settings';

const settingsWith = (changes: object = {}) =>
  oidcSettingsSchema.parse({
    issuer: 'https://login.example.test',
    clientId: 'portal',
    clientSecret: 'secret',
    ...changes,
  });

const idToken = (claims: object = {}): IDToken => ({
  iss: 'https://login.example.test',
  sub: 'subject',
  aud: 'portal',
  iat: 1,
  exp: 2,
  ...claims,
});

const userinfo = (claims: object = {}): UserInfoResponse => ({
  sub: 'subject',
  ...claims,
});

describe('claims of OpenID Connect', () => {
  it('OIDC-7 become an identity', () => {
    expect(
      toIdentity(
        {
          idToken: idToken({
            preferred_username: 'alice',
            email: 'alice@example.test',
            email_verified: true,
            name: 'Alice',
            groups: 'engineering',
            number: 4711,
            sid: 'session',
            auth_time: 0,
            amr: ['pwd', 'otp'],
            nonce: 'nonce',
            at_hash: 'hash',
          }),
        },
        settingsWith({ idNumberClaim: 'number' }),
      ),
    ).toEqual({
      issuer: 'https://login.example.test',
      subject: 'subject',
      username: 'alice',
      email: 'alice@example.test',
      emailVerified: true,
      displayName: 'Alice',
      givenName: undefined,
      familyName: undefined,
      idNumber: '4711',
      groups: ['engineering'],
      attributes: {
        iss: 'https://login.example.test',
        sub: 'subject',
        preferred_username: 'alice',
        email: 'alice@example.test',
        email_verified: true,
        name: 'Alice',
        groups: 'engineering',
        number: 4711,
        auth_time: 0,
        amr: ['pwd', 'otp'],
      },
      providerSession: {
        id: 'session',
        principal: 'subject',
        authenticatedAt: new Date(0),
        methods: ['pwd', 'otp'],
      },
    });
  });

  it.each([
    [{}, undefined],
    [{ amr: [] }, undefined],
    [{ amr: 'mfa' }, ['mfa']],
    [{ acr: '1' }, undefined],
    [{ acr: 'mfa' }, undefined],
    [
      { amr: ['pwd'], acr: 'https://refeds.org/profile/mfa' },
      ['pwd', 'https://refeds.org/profile/mfa'],
    ],
  ])('LOCAL-4 make of %j the methods %j', (claims, methods) => {
    const { providerSession } = toIdentity(
      { idToken: idToken(claims) },
      settingsWith(),
    );
    expect(providerSession?.methods).toEqual(methods);
  });

  it.each([
    [undefined, undefined],
    [null, undefined],
    [{}, undefined],
    [[], []],
    [
      ['a', 7, {}],
      ['a', '7'],
    ],
  ])('OIDC-7 make of the groups %j the list %j', (groups, list) => {
    const identity = toIdentity(
      { idToken: idToken({ groups }) },
      settingsWith(),
    );
    expect(identity.groups).toEqual(list);
  });

  it('OIDC-7 are not read where no claim is named', () => {
    const { groups, username } = toIdentity(
      { idToken: idToken({ '': 'x', groups: ['a'] }) },
      settingsWith({ groupsClaim: '', usernameClaim: '' }),
    );
    expect({ groups, username }).toEqual({});
  });

  it.each([
    ['both', 'token', 'info'],
    ['idToken', 'token', undefined],
    ['userinfo', 'info', 'info'],
  ])('OIDC-7 come from %s', (claimsFrom, name, givenName) => {
    const identity = toIdentity(
      {
        idToken: idToken({ name: 'token' }),
        userinfo:
          claimsFrom === 'idToken'
            ? undefined
            : userinfo({ name: 'info', given_name: 'info' }),
      },
      settingsWith({ claimsFrom }),
    );
    expect(identity.displayName).toBe(name);
    expect(identity.givenName).toBe(givenName);
    expect(identity.attributes.name).toBe(name);
  });

  it.each([
    ['both', {}, true],
    [
      'both',
      {
        preferred_username: 'a',
        email: 'a',
        name: 'a',
        given_name: 'a',
        family_name: 'a',
        groups: [],
      },
      false,
    ],
    ['idToken', {}, false],
    ['userinfo', {}, true],
  ])(
    'OIDC-7 with "%s" and %j ask userinfo: %p',
    (claimsFrom, claims, asked) => {
      expect(needsUserinfo(idToken(claims), settingsWith({ claimsFrom }))).toBe(
        asked,
      );
    },
  );

  const email = 'a@example.test';

  it.each<[string, object, object, boolean]>([
    ['true in the ID token', { email, email_verified: true }, {}, true],
    ['true in userinfo', {}, { email, email_verified: true }, true],
    ['true elsewhere', { email }, { email, email_verified: true }, true],
    ['nothing', { email }, {}, false],
    ['false', { email, email_verified: false }, {}, false],
    ['the text "true"', { email, email_verified: 'true' }, {}, false],
    ['a list', { email, email_verified: [true] }, {}, false],
    ['the number 1', { email, email_verified: 1 }, {}, false],
    ['true without an email', { email_verified: true }, {}, false],
    [
      'true of another email',
      { email },
      { email: 'b@example.test', email_verified: true },
      false,
    ],
    [
      'true in one place and false in the other',
      { email, email_verified: true },
      { email, email_verified: false },
      false,
    ],
  ])('OIDC-5 with %s about the email', (_, token, info, verified) => {
    expect(
      toIdentity(
        { idToken: idToken(token), userinfo: userinfo(info) },
        settingsWith(),
      ).emailVerified,
    ).toBe(verified);
  });

  it('OIDC-5 do not lend email_verified to another claim', () => {
    const claims = { email, email_verified: true, upn: 'other@example.test' };
    const verified = (emailClaim: string, upn: string) =>
      toIdentity(
        { idToken: idToken({ ...claims, upn }) },
        settingsWith({ emailClaim }),
      ).emailVerified;
    expect(verified('upn', 'other@example.test')).toBe(false);
    expect(verified('upn', email)).toBe(true);
    expect(verified('email', 'other@example.test')).toBe(true);
  });
});
