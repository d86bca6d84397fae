import { isSsoError, SsoError } from './SsoError';
import { isSsoErrorCode, ssoErrorCodes, ssoErrors } from './errorCodes';

const secretWords = /token|nonce|PKCE|JWKS|issuer|redirect URI|RFC/;

describe('error codes', () => {
  it.each(ssoErrorCodes)('OPS-2 %s says why, what to do and who', code => {
    const { status, reason, advice, actor } = ssoErrors[code];
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    for (const text of [reason, advice]) {
      expect(text).toMatch(/^[A-Z].{10,}[.]$/);
    }
    expect(['user', 'administrator', 'provider', 'operator']).toContain(actor);
    // The reason is for people who want to sign in.
    expect(reason).not.toMatch(secretWords);
    expect(reason).not.toBe(advice);
    expect(new SsoError(code).description).toBe(ssoErrors[code]);
  });

  it('OPS-2 are recognised, and nothing else is', () => {
    expect(isSsoErrorCode('state-expired')).toBe(true);
    for (const value of [
      '',
      'State-Expired',
      'toString',
      '__proto__',
      5,
      null,
      undefined,
      ['internal'],
    ]) {
      expect(isSsoErrorCode(value)).toBe(false);
    }
  });

  it('OPS-2 errors carry them, also those of another copy of the package', () => {
    const cause = new Error('inside');
    const error = new SsoError('internal', { detail: 'Broken', cause });
    expect(error.message).toBe('internal: Broken');
    expect(error.cause).toBe(cause);
    expect(error.evidence).toEqual([]);
    expect(isSsoError(error)).toBe(true);
    expect(
      isSsoError(Object.assign(new Error(), { name: 'SsoError', code: 'x' })),
    ).toBe(true);
    expect(isSsoError({ name: 'SsoError', code: 'x' })).toBe(false);
    expect(isSsoError(cause)).toBe(false);
  });
});
