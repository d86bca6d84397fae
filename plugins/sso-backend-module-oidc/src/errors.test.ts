import { SsoError } from '@latchkey/plugin-sso-common';
import { ClientError } from 'openid-client';
import { toSsoError } from './errors';

const secret = 'eyJ.very.secret';

function libraryError(code: string, cause?: unknown): Error {
  const inner = Object.assign(new Error('inner', { cause }), { code });
  return Object.assign(new ClientError('outer', { cause: inner }), { code });
}

describe('toSsoError', () => {
  it.each([
    ['OAUTH_TIMEOUT', 'finish', {}, 'provider-unreachable'],
    ['OAUTH_KEY_SELECTION_FAILED', 'finish', {}, 'id-token-signature'],
    [
      'OAUTH_INVALID_RESPONSE',
      'finish',
      { signature: 1 },
      'id-token-signature',
    ],
    ['OAUTH_INVALID_RESPONSE', 'finish', { header: 1 }, 'id-token-algorithm'],
    ['OAUTH_INVALID_RESPONSE', 'finish', { claims: 1 }, 'id-token-invalid'],
    ['OAUTH_INVALID_RESPONSE', 'finish', {}, 'provider-response-invalid'],
    ['OAUTH_INVALID_RESPONSE', 'userinfo', { signature: 1 }, 'userinfo-failed'],
    [
      'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
      'finish',
      { claim: 'azp' },
      'id-token-audience',
    ],
    ['OAUTH_JWT_CLAIM_COMPARISON_FAILED', 'userinfo', {}, 'userinfo-failed'],
    [
      'OAUTH_UNSUPPORTED_OPERATION',
      'finish',
      { header: 1 },
      'id-token-invalid',
    ],
    [
      'OAUTH_UNSUPPORTED_OPERATION',
      'finish',
      { body: 1 },
      'provider-response-invalid',
    ],
    ['OAUTH_RESPONSE_IS_NOT_CONFORM', 'discovery', {}, 'discovery-failed'],
    [
      'OAUTH_RESPONSE_IS_NOT_CONFORM',
      'finish',
      {},
      'provider-response-invalid',
    ],
    ['UNKNOWN', 'start', {}, 'provider-response-invalid'],
    ['UNKNOWN', 'finish', {}, 'id-token-invalid'],
  ] as const)(
    'OIDC-5 reads %s at %s with %j as %s',
    (code, phase, cause, result) => {
      expect(toSsoError(libraryError(code, cause), phase).code).toBe(result);
    },
  );

  it('keeps a refusal of the outbound policy, however deep it lies', () => {
    const refusal = new SsoError('provider-address-refused');
    expect(toSsoError(libraryError('X', refusal), 'discovery')).toBe(refusal);
  });

  it('OIDC-5 says nothing of what the libraries observed', () => {
    const error = toSsoError(
      libraryError(
        'OAUTH_PARSE_ERROR',
        Object.assign(new SyntaxError(`Unexpected "${secret}"`), {
          body: { access_token: secret },
        }),
      ),
      'finish',
    );
    const seen = JSON.stringify([
      error,
      error.message,
      error.cause,
      (error.cause as Error).message,
    ]);
    expect(seen).not.toContain(secret);
    expect(error.detail).toBe('outer: inner');
  });

  it('does not fail on what is no error', () => {
    expect(toSsoError(undefined, 'start').code).toBe(
      'provider-response-invalid',
    );
    expect(toSsoError('text', 'finish').code).toBe('provider-response-invalid');
  });
});
