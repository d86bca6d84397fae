import {
  constants,
  createDecipheriv,
  privateDecrypt,
  type CipherGCMTypes,
  type KeyObject,
} from 'node:crypto';
import { refuse } from '../xml/refuse';
import type { EncryptedKey } from './encryptedData';

const xenc = 'http://www.w3.org/2001/04/xmlenc#';
const xenc11 = 'http://www.w3.org/2009/xmlenc11#';
const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';

const tagLength = 16;

/** How content is decrypted with a symmetric key. */
export interface ContentCipher {
  /** Whether a changed ciphertext is noticed by decryption itself. */
  readonly authenticated: boolean;
  decrypt(key: Buffer, octets: Buffer): Buffer;
}

function gcm(name: CipherGCMTypes): ContentCipher {
  return {
    authenticated: true,
    decrypt(key, octets) {
      const end = octets.length - tagLength;
      const cipher = createDecipheriv(name, key, octets.subarray(0, 12), {
        authTagLength: tagLength,
      });
      cipher.setAuthTag(octets.subarray(end));
      return Buffer.concat([
        cipher.update(octets.subarray(12, end)),
        cipher.final(),
      ]);
    },
  };
}

function cbc(name: string, block: number): ContentCipher {
  return {
    authenticated: false,
    decrypt(key, octets) {
      const cipher = createDecipheriv(name, key, octets.subarray(0, block));
      // Only the last octet of this padding means something (XML Encryption
      // 5.2), so it cannot be left to the cipher.
      cipher.setAutoPadding(false);
      const padded = Buffer.concat([
        cipher.update(octets.subarray(block)),
        cipher.final(),
      ]);
      const padding = padded[padded.length - 1];
      if (!(padding >= 1 && padding <= block)) {
        throw new Error('The padding is not valid');
      }
      return padded.subarray(0, padded.length - padding);
    },
  };
}

const contentCiphers = new Map<string, ContentCipher>([
  [`${xenc11}aes128-gcm`, gcm('aes-128-gcm')],
  [`${xenc11}aes192-gcm`, gcm('aes-192-gcm')],
  [`${xenc11}aes256-gcm`, gcm('aes-256-gcm')],
  [`${xenc}aes128-cbc`, cbc('aes-128-cbc', 16)],
  [`${xenc}aes192-cbc`, cbc('aes-192-cbc', 16)],
  [`${xenc}aes256-cbc`, cbc('aes-256-cbc', 16)],
]);
const legacyContentCiphers = new Map<string, ContentCipher>([
  [`${xenc}tripledes-cbc`, cbc('des-ede3-cbc', 8)],
]);

const oaepDigests = new Map([
  [`${dsig}sha1`, 'sha1'],
  [`${xenc}sha256`, 'sha256'],
  [`${more}sha384`, 'sha384'],
  [`${xenc}sha512`, 'sha512'],
  // What xml-encryption, on which providers in JavaScript build, writes.
  [`${dsig}sha256`, 'sha256'],
  [`${dsig}sha512`, 'sha512'],
]);

function refuseAlgorithm(uri: string, detail: string): never {
  return refuse('saml-algorithm-refused', detail, [
    { label: 'Algorithm of the encryption', value: uri.slice(0, 200) },
  ]);
}

const unknown = 'The algorithm of the encryption is not supported';
const legacy =
  'The algorithm of the encryption is allowed only with "Allow legacy algorithms"';

/** @throws SsoError `saml-algorithm-refused` */
export function contentCipherOf(
  uri: string,
  allowLegacy: boolean,
): ContentCipher {
  const old = legacyContentCiphers.get(uri);
  if (old && !allowLegacy) {
    return refuseAlgorithm(uri, legacy);
  }
  return contentCiphers.get(uri) ?? old ?? refuseAlgorithm(uri, unknown);
}

/**
 * How the symmetric key is decrypted with a private key of the portal. Node
 * uses one hash for digest and mask of RSA-OAEP, which is what providers send.
 *
 * @throws SsoError `saml-algorithm-refused`
 */
export function keyCipherOf(
  encryptedKey: EncryptedKey,
  allowLegacy: boolean,
): (key: KeyObject) => Buffer {
  const { algorithm, digest, mask, octets } = encryptedKey;
  if (algorithm === `${xenc}rsa-1_5`) {
    return allowLegacy
      ? key =>
          privateDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, octets)
      : refuseAlgorithm(algorithm, legacy);
  }
  const oaepHash = digest === undefined ? 'sha1' : oaepDigests.get(digest);
  const isOaep =
    algorithm === `${xenc}rsa-oaep-mgf1p` ||
    (algorithm === `${xenc11}rsa-oaep` &&
      (mask ?? `${xenc11}mgf1sha1`) === `${xenc11}mgf1${oaepHash}`);
  if (!isOaep || !oaepHash) {
    return refuseAlgorithm(algorithm, unknown);
  }
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return key => privateDecrypt({ key, padding, oaepHash }, octets);
}
