import { createHash } from 'node:crypto';
import type { IDToken } from 'openid-client';
import { checkIdToken, checkSameSubject } from './checkIdToken';
import { oidcSettingsSchema } from './settings';

const accessToken = 'an-access-token';
const now = Math.floor(Date.now() / 1000);

const claimsWith = (changes: object = {}): IDToken => ({
  iss: 'https://login.example.test',
  sub: 'subject',
  aud: 'portal',
  iat: now,
  exp: now + 60,
  ...changes,
});

const optionsWith = (changes: object = {}) => ({
  accessToken,
  settings: oidcSettingsSchema.parse({
    issuer: 'https://login.example.test',
    clientId: 'portal',
    clientSecret: 'secret',
    ...changes,
  }),
});

describe('checkIdToken', () => {
  it.each([
    ['RS256', 'sha256'],
    ['ES384', 'sha384'],
    ['PS512', 'sha512'],
    ['EdDSA', 'sha512'],
  ])('OIDC-5 checks at_hash with %s', (idTokenSignedResponseAlg, hash) => {
    const digest = createHash(hash).update(accessToken).digest();
    const half = digest.subarray(0, digest.length / 2).toString('base64url');
    const options = optionsWith({ idTokenSignedResponseAlg });
    const checkHash = (at_hash: string) => () =>
      checkIdToken(claimsWith({ at_hash }), options);
    expect(checkHash(half)).not.toThrow();
    expect(checkHash(half.replace(/.$/, '_'))).toThrow('id-token-invalid');
    expect(checkHash(digest.toString('base64url'))).toThrow('id-token-invalid');
  });

  const check = (changes: object) => () =>
    checkIdToken(
      claimsWith(changes),
      optionsWith({ clockToleranceSeconds: 60 }),
    );

  it.each([{ sub: 'x'.repeat(255) }, { azp: 'portal' }, { iat: now + 50 }])(
    'OIDC-5 accepts %j',
    changes => {
      expect(check(changes)).not.toThrow();
    },
  );

  it.each([
    ['id-token-subject', { sub: 'x'.repeat(256) }],
    ['id-token-subject', { sub: ' ' }],
    ['id-token-audience', { azp: 'Portal' }],
    ['id-token-expired', { iat: now + 600 }],
  ])('OIDC-5 refuses as %s: %j', (code, changes) => {
    expect(check(changes)).toThrow(code);
  });
});

describe('checkSameSubject', () => {
  const token = (payload: object) =>
    `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.sig`;

  it('OIDC-5 accepts two ID tokens of one person and no others', () => {
    const claims = claimsWith();
    expect(() => checkSameSubject(token(claims), claims)).not.toThrow();
    expect(() =>
      checkSameSubject(token({ ...claims, sub: 'other' }), claims),
    ).toThrow('id-token-subject');
  });
});
