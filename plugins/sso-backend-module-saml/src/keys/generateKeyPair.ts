// The x509 library resolves its parts with decorators and needs this first.
import 'reflect-metadata';
import { KeyObject } from 'node:crypto';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** Options of {@link generateKeyPair}. */
export interface GenerateKeyPairOptions {
  /** Name in the certificate; cut after 64 characters (RFC 5280, ub-common-name). */
  readonly commonName: string;
  readonly now: Date;
  /** Ten without it. */
  readonly years?: number;
  /** `ec` is P-256; providers cannot encrypt for it. */
  readonly keyType?: 'rsa' | 'ec';
}

/** A new key with its certificate, both in PEM. */
export interface GeneratedKeyPair {
  /** PKCS#8. */
  readonly privateKey: string;
  readonly certificate: string;
}

const HOUR = 3_600_000;

const algorithms = {
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 3072,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
} as const;

/**
 * Makes a key and a self-signed certificate around it. Providers take the
 * certificate from the metadata and trust it by that alone, so no authority
 * has to sign it.
 */
export async function generateKeyPair({
  commonName,
  now,
  years = 10,
  keyType = 'rsa',
}: GenerateKeyPairOptions): Promise<GeneratedKeyPair> {
  const algorithm = algorithms[keyType];
  const keys = (await crypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [commonName.slice(0, 64)] }],
      // A provider whose clock is a little slow has to accept it at once.
      notBefore: new Date(now.getTime() - HOUR),
      notAfter,
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(
          keyType === 'rsa'
            ? KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment
            : KeyUsageFlags.digitalSignature,
          true,
        ),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    crypto,
  );
  return {
    privateKey: KeyObject.from(keys.privateKey)
      .export({ type: 'pkcs8', format: 'pem' })
      .toString()
      .trim(),
    certificate: certificate.toString('pem').trim(),
  };
}
