import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
} from 'node:crypto';
import { deriveKey } from './deriveKey';
import type { KeyRing } from './KeyRing';
import type { SealedValue, SecretCipher } from './SecretCipher';

const ALGORITHM = 'aes-256-gcm';
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
const FINGERPRINT_LENGTH = 16;

/**
 * Seals with AES-256-GCM (NIST SP 800-38D) and a random nonce of 96 bits. The
 * context and the key id are authenticated with the value. Keys are derived
 * from the secrets of the ring by HKDF-SHA256 (RFC 5869), one per purpose.
 *
 * Fingerprints come from the key that seals. So they change in one known way:
 * together with the sealed value, when `resealSecrets` moves it to a new key;
 * adding, reordering or dropping the other keys never changes them, and stored
 * ones can be compared with new ones as soon as the secrets are sealed anew.
 */
export class AesGcmSecretCipher implements SecretCipher {
  readonly #sealingKeyId: string;
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #fingerprintKey: Buffer;

  static create(ring: KeyRing): AesGcmSecretCipher {
    return new AesGcmSecretCipher(ring);
  }

  private constructor(ring: KeyRing) {
    this.#sealingKeyId = ring[0].id;
    this.#keys = new Map(
      ring.map(key => [key.id, deriveKey(key.secret, 'seal')]),
    );
    this.#fingerprintKey = deriveKey(ring[0].secret, 'fingerprint');
  }

  seal(plaintext: string, context: string): SealedValue {
    const keyId = this.#sealingKeyId;
    const nonce = randomBytes(NONCE_LENGTH);
    const cipher = createCipheriv(ALGORITHM, this.#key(keyId), nonce, {
      authTagLength: TAG_LENGTH,
    });
    cipher.setAAD(additionalData(keyId, context));
    const ciphertext = Buffer.concat([
      nonce,
      cipher.update(plaintext, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]).toString('base64url');
    return { keyId, ciphertext };
  }

  open(sealed: SealedValue, context: string): string {
    const key = this.#key(sealed.keyId);
    const bytes = Buffer.from(sealed.ciphertext, 'base64url');
    if (bytes.length < NONCE_LENGTH + TAG_LENGTH) {
      throw new Error('A sealed value is cut off');
    }
    const decipher = createDecipheriv(
      ALGORITHM,
      key,
      bytes.subarray(0, NONCE_LENGTH),
      { authTagLength: TAG_LENGTH },
    );
    decipher.setAAD(additionalData(sealed.keyId, context));
    decipher.setAuthTag(bytes.subarray(-TAG_LENGTH));
    try {
      return Buffer.concat([
        decipher.update(bytes.subarray(NONCE_LENGTH, -TAG_LENGTH)),
        decipher.final(),
      ]).toString('utf8');
    } catch (error) {
      throw new Error(
        `A value sealed with key "${sealed.keyId}" does not open: it was changed or moved, or the key has another secret now`,
        { cause: error },
      );
    }
  }

  fingerprint(plaintext: string): string {
    return createHmac('sha256', this.#fingerprintKey)
      .update(plaintext, 'utf8')
      .digest('hex')
      .slice(0, FINGERPRINT_LENGTH);
  }

  isOutdated(sealed: SealedValue): boolean {
    return sealed.keyId !== this.#sealingKeyId;
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id);
    if (!key) {
      throw new Error(
        `A value is sealed with key "${id}", which is not in sso.secrets.keys`,
      );
    }
    return key;
  }
}

/** JSON, so that no two pairs of texts give the same bytes. */
function additionalData(keyId: string, context: string): Buffer {
  return Buffer.from(JSON.stringify([keyId, context]), 'utf8');
}
