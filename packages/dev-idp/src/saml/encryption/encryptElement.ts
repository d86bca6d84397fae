import { createPublicKey } from 'node:crypto';
import {
  encrypt,
  EncryptionAlgorithm,
  KeyEncryptionAlgorithm,
} from 'xml-encryption';
import { contentEncryption, keyTransport } from '../names';

/** How an assertion is going to be encrypted. @public */
export interface SamlEncryptionDraft {
  /** Of the service provider, in PEM. */
  certificate: string;
  /** URI; AES-256-GCM by default. */
  algorithm?: string;
  /** URI; RSA-OAEP by default. */
  keyTransport?: string;
}

/**
 * Encrypts an element (XML Encryption 1.1).
 *
 * @returns an `xenc:EncryptedData` element
 */
export function encryptElement(
  xml: string,
  draft: SamlEncryptionDraft,
): Promise<string> {
  const publicKey = createPublicKey(draft.certificate)
    .export({ type: 'spki', format: 'pem' })
    .toString();
  return new Promise((resolve, reject) => {
    encrypt(
      xml,
      {
        rsa_pub: publicKey,
        pem: draft.certificate,
        encryptionAlgorithm: (draft.algorithm ??
          contentEncryption.aes256Gcm) as EncryptionAlgorithm,
        keyEncryptionAlgorithm: (draft.keyTransport ??
          keyTransport.rsaOaep) as KeyEncryptionAlgorithm,
        warnInsecureAlgorithm: false,
      },
      (error: Error | null, result: string) =>
        error ? reject(error) : resolve(result.trim()),
    );
  });
}
