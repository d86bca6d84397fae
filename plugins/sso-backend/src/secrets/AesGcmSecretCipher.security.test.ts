import { AesGcmSecretCipher } from './AesGcmSecretCipher';
import type { KeyRing } from './KeyRing';
import type { SealedValue } from './SecretCipher';

const oldKey = { id: 'old', secret: 'o'.repeat(32) };
const newKey = { id: 'new', secret: 'n'.repeat(32) };

const cipherOf = (...keys: KeyRing) => AesGcmSecretCipher.create(keys);

const PLAINTEXT = 'p@ss — wörd 🔑';
const CONTEXT = 'connection:okta:clientSecret';

/** The value with one bit of a byte turned over. */
function flip(sealed: SealedValue, index: number): SealedValue {
  const bytes = Buffer.from(sealed.ciphertext, 'base64url');
  bytes[index] = (bytes[index] ?? 0) + 1;
  return { ...sealed, ciphertext: bytes.toString('base64url') };
}

function errorOf(run: () => unknown): Error | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

describe('AesGcmSecretCipher', () => {
  it('CONN-11 opens what it sealed', () => {
    const cipher = cipherOf(newKey, oldKey);
    const sealed = cipher.seal(PLAINTEXT, CONTEXT);
    expect(sealed.keyId).toBe('new');
    expect(cipher.open(sealed, CONTEXT)).toBe(PLAINTEXT);
    expect(cipher.open(cipher.seal('', CONTEXT), CONTEXT)).toBe('');
  });

  it('CONN-11 does not hold the value in what it seals', () => {
    const sealed = cipherOf(newKey).seal('visible-text', CONTEXT);
    const bytes = Buffer.from(sealed.ciphertext, 'base64url');
    expect(bytes.includes('visible-text')).toBe(false);
    // Nonce, as many bytes as the text, tag.
    expect(bytes).toHaveLength(12 + 12 + 16);
  });

  it('CONN-11 seals the same value differently every time', () => {
    const cipher = cipherOf(newKey);
    const values = Array.from(
      { length: 100 },
      () => cipher.seal(PLAINTEXT, CONTEXT).ciphertext,
    );
    expect(new Set(values).size).toBe(100);
  });

  it('CONN-11 refuses a value that was changed anywhere', () => {
    const cipher = cipherOf(newKey);
    const sealed = cipher.seal(PLAINTEXT, CONTEXT);
    const length = Buffer.from(sealed.ciphertext, 'base64url').length;
    for (let index = 0; index < length; index += 1) {
      expect(() => cipher.open(flip(sealed, index), CONTEXT)).toThrow(
        'does not open',
      );
    }
    expect(cipher.open(sealed, CONTEXT)).toBe(PLAINTEXT);
  });

  it('CONN-11 refuses a value that was cut off or made longer', () => {
    const cipher = cipherOf(newKey);
    const sealed = cipher.seal(PLAINTEXT, CONTEXT);
    const bytes = Buffer.from(sealed.ciphertext, 'base64url');
    const variants = [
      bytes.subarray(0, 0),
      bytes.subarray(0, 27),
      bytes.subarray(0, -1),
      bytes.subarray(1),
      Buffer.concat([bytes, Buffer.from([0])]),
    ];
    for (const variant of variants) {
      const ciphertext = variant.toString('base64url');
      expect(() => cipher.open({ ...sealed, ciphertext }, CONTEXT)).toThrow(
        /does not open|cut off/,
      );
    }
  });

  it('CONN-11 refuses a value that was moved to another place', () => {
    const cipher = cipherOf(newKey);
    const sealed = cipher.seal(PLAINTEXT, CONTEXT);
    for (const context of [
      'connection:entra:clientSecret',
      'connection:okta:privateKey',
      'connection:okta:clientSecret ',
      '',
    ]) {
      expect(() => cipher.open(sealed, context)).toThrow('does not open');
    }
  });

  it('CONN-11 refuses a value under the id of another key', () => {
    const cipher = cipherOf(newKey, oldKey);
    const sealed = cipher.seal(PLAINTEXT, CONTEXT);
    expect(() => cipher.open({ ...sealed, keyId: 'old' }, CONTEXT)).toThrow(
      'does not open',
    );
    expect(() => cipher.open({ ...sealed, keyId: 'gone' }, CONTEXT)).toThrow(
      '"gone", which is not in sso.secrets.keys',
    );
    // Two ids for one secret are still two keys.
    const twin = cipherOf(newKey, { id: 'twin', secret: newKey.secret });
    expect(() => twin.open({ ...sealed, keyId: 'twin' }, CONTEXT)).toThrow(
      'does not open',
    );
    expect(twin.open(sealed, CONTEXT)).toBe(PLAINTEXT);
  });

  it('CONN-11 does not repeat the value, the secret or the context in errors', () => {
    const cipher = cipherOf(newKey);
    const sealed = flip(cipher.seal(PLAINTEXT, CONTEXT), 20);
    const error = errorOf(() => cipher.open(sealed, CONTEXT));
    const text = `${error?.stack} ${(error?.cause as Error).stack}`;
    expect(text).toContain('does not open');
    for (const secret of [PLAINTEXT, newKey.secret, sealed.ciphertext]) {
      expect(text).not.toContain(secret);
    }
  });

  it('CONN-11 opens old values after a rotation and calls them outdated', () => {
    const sealed = cipherOf(oldKey).seal(PLAINTEXT, CONTEXT);
    const rotated = cipherOf(newKey, oldKey);
    expect(rotated.open(sealed, CONTEXT)).toBe(PLAINTEXT);
    expect(rotated.isOutdated(sealed)).toBe(true);
    expect(rotated.isOutdated(rotated.seal(PLAINTEXT, CONTEXT))).toBe(false);
    expect(() => cipherOf(newKey).open(sealed, CONTEXT)).toThrow('"old"');
  });

  it('CONN-11 makes fingerprints of the key that seals alone', () => {
    const before = cipherOf(oldKey).fingerprint(PLAINTEXT);
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(cipherOf(oldKey, newKey).fingerprint(PLAINTEXT)).toBe(before);
    expect(cipherOf(oldKey).fingerprint(`${PLAINTEXT}!`)).not.toBe(before);
    // Without the key nobody can try out values.
    const rotated = cipherOf(newKey, oldKey).fingerprint(PLAINTEXT);
    expect(rotated).not.toBe(before);
    expect(cipherOf(newKey).fingerprint(PLAINTEXT)).toBe(rotated);
  });
});
