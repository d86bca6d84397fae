// Needed by the certificate library before it is loaded.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

/** Kinds of keys that sign SAML messages. @public */
export type SamlKeyType = 'rsa' | 'ec';

/** A private key with its self-signed certificate. @public */
export interface SamlKey {
  readonly type: SamlKeyType;
  /** PKCS #8 in PEM. */
  readonly privateKey: string;
  /** SPKI in PEM. */
  readonly publicKey: string;
  /** X.509 in PEM. */
  readonly certificate: string;
}

/** Options of {@link createSamlKey}. @public */
export interface SamlKeyOptions {
  /** RSA with 2048 bits by default; `ec` is the curve P-256. */
  type?: SamlKeyType;
  /** Bits of an RSA key. */
  bits?: number;
  /** Common name of the subject. */
  commonName?: string;
  /** Now by default. */
  validFrom?: Date;
  /** Ten years after {@link SamlKeyOptions.validFrom} by default. */
  validTo?: Date;
}

const tenYears = 10 * 365 * 24 * 60 * 60 * 1000;

function algorithmOf(type: SamlKeyType, bits: number) {
  return type === 'ec'
    ? { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    : {
        name: 'RSASSA-PKCS1-v1_5',
        hash: 'SHA-256',
        modulusLength: bits,
        publicExponent: new Uint8Array([1, 0, 1]),
      };
}

function toPem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [
    `-----BEGIN ${label}-----`,
    ...lines,
    `-----END ${label}-----`,
    '',
  ].join('\n');
}

/**
 * A fresh key with a self-signed certificate, for signing, encryption, or
 * both.
 *
 * @public
 */
export async function createSamlKey(
  options: SamlKeyOptions = {},
): Promise<SamlKey> {
  const type = options.type ?? 'rsa';
  const algorithm = algorithmOf(type, options.bits ?? 2048);
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const notBefore = options.validFrom ?? new Date();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [options.commonName ?? 'Development identity provider'] }],
      keys,
      notBefore,
      notAfter: options.validTo ?? new Date(notBefore.getTime() + tenYears),
      signingAlgorithm: algorithm,
    },
    webcrypto as Crypto,
  );
  return {
    type,
    privateKey: toPem(
      'PRIVATE KEY',
      await webcrypto.subtle.exportKey('pkcs8', keys.privateKey),
    ),
    publicKey: toPem(
      'PUBLIC KEY',
      await webcrypto.subtle.exportKey('spki', keys.publicKey),
    ),
    certificate: toPem('CERTIFICATE', certificate.rawData),
  };
}
