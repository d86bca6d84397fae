import { hkdfSync } from 'node:crypto';

const KEY_LENGTH = 32;

/**
 * Derives a key of 256 bits from a secret of the key ring by HKDF-SHA256
 * (RFC 5869). Keys of different purposes tell nothing about each other.
 */
export function deriveKey(
  secret: string,
  purpose: 'seal' | 'fingerprint' | 'recovery-link',
): Buffer {
  return Buffer.from(
    hkdfSync('sha256', secret, '', `latchkey sso v1 ${purpose}`, KEY_LENGTH),
  );
}
