import { Secret } from 'otpauth';
import {
  authenticatorUri,
  newAuthenticatorKey,
  stepOfCode,
  withoutGaps,
} from './authenticatorCodes';
import { hashRecoveryCode, newRecoveryCodes } from './recoveryCodes';

describe('authenticator codes', () => {
  // The key and the times of RFC 6238, appendix B; codes of six digits are the
  // last six of the eight that stand there.
  const key = Secret.fromLatin1('12345678901234567890').base32;

  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1111111111, '050471', 37037037],
    [1234567890, '005924', 41152263],
    [2000000000, '279037', 66666666],
    [20000000000, '353130', 666666666],
  ])('LOCAL-4 at %d seconds the code %s is of step %d', (time, code, step) => {
    const at = (seconds: number) => new Date((time + seconds) * 1000);
    expect(stepOfCode(key, code, at(0))).toBe(step);
    // Clocks may differ by one step, and by no more.
    expect(stepOfCode(key, code, at(-30))).toBe(step);
    expect(stepOfCode(key, code, at(30))).toBe(step);
    expect(stepOfCode(key, code, at(-60))).toBeUndefined();
    expect(stepOfCode(key, code, at(60))).toBeUndefined();
  });

  it.each([
    '',
    '28708',
    '2870821',
    '28708x',
    '２８７０８２',
    '287 082',
    '-28708',
  ])('LOCAL-4 takes "%s" for no code', code => {
    expect(stepOfCode(key, code, new Date(59_000))).toBeUndefined();
  });

  it('makes another key of 160 bits each time', () => {
    const keys = [newAuthenticatorKey(), newAuthenticatorKey()];
    expect(new Set(keys).size).toBe(2);
    expect(keys).toEqual(
      Array(2).fill(expect.stringMatching(/^[A-Z2-7]{32}$/)),
    );
  });

  it('writes the address of the QR code with what apps need', () => {
    const uri = new URL(
      authenticatorUri({ key, issuer: 'portal.test', label: 'ada@x & y' }),
    );
    expect(uri.protocol).toBe('otpauth:');
    expect(decodeURIComponent(uri.pathname)).toContain('portal.test:ada@x & y');
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'portal.test',
      secret: key,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });

  it('reads codes with the gaps that apps show', () => {
    expect(withoutGaps(' 287 082 ')).toBe('287082');
  });
});

describe('recovery codes', () => {
  const codes = newRecoveryCodes();

  it('LOCAL-4 are ten different ones of 80 bits', () => {
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) {
      expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    }
  });

  it('LOCAL-4 are read in any case, with or without hyphens', () => {
    const [code] = codes;
    const hash = hashRecoveryCode(code);
    expect(hash).toMatch(/^[\w-]{43}$/);
    for (const typed of [
      code.toLocaleLowerCase('en-US'),
      code.replaceAll('-', ''),
      ` ${code.replaceAll('-', ' ')} `,
    ]) {
      expect(hashRecoveryCode(typed)).toBe(hash);
    }
  });

  it.each(['', '287082', 'ABCD-EFGH-IJKL', 'ABCD-EFGH-IJKL-MNO1'])(
    'LOCAL-4 "%s" is none',
    typed => {
      expect(hashRecoveryCode(typed)).toBeUndefined();
    },
  );
});
