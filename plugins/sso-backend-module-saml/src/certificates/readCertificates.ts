import { X509Certificate } from 'node:crypto';
import { memoizeByText } from '../memoizeByText';
import type { SamlCertificate } from './SamlCertificate';
import {
  SamlCertificateError,
  SamlCertificateProblem,
} from './SamlCertificateError';
import { CertificateBlock, splitCertificates } from './splitCertificates';

/** A provider has two or three; more is a mistake, and costs time. */
const MAX_CERTIFICATES = 50;
const MIN_RSA_BITS = 2048;
const MIN_CURVE_BITS = 256;

/** What one block of a text turned out to be. */
export type CertificateReading =
  | { readonly certificate: SamlCertificate }
  | {
      readonly problem: string;
      /** When it is a certificate at all. */
      readonly subject?: string;
    };

/** Reads each block by itself, the faulty ones too; duplicates are folded. */
export function readCertificateBlocks(text: string): CertificateReading[] {
  const blocks = splitCertificates(text);
  if (blocks.length > MAX_CERTIFICATES) {
    return [
      { problem: `there are more than ${MAX_CERTIFICATES} certificates.` },
    ];
  }
  const seen = new Set<string>();
  return blocks.map(readBlock).filter(reading => {
    if (!('certificate' in reading)) {
      return true;
    }
    const { sha256 } = reading.certificate;
    return seen.has(sha256) ? false : seen.add(sha256);
  });
}

/**
 * The certificates of a text, in PEM or bare base64, each once, in their
 * order. An empty text has none.
 *
 * @throws SamlCertificateError naming every block that is no certificate or
 *   has a key that cannot be used (DSA, RSA below 2048 bits)
 */
export const readCertificates: (text: string) => readonly SamlCertificate[] =
  memoizeByText(text => {
    const readings = readCertificateBlocks(text);
    const problems = readings.flatMap(
      (reading, index): SamlCertificateProblem[] =>
        'problem' in reading
          ? [{ position: index + 1, message: reading.problem }]
          : [],
    );
    if (problems.length > 0) {
      throw new SamlCertificateError(problems, readings.length);
    }
    return readings.flatMap(reading =>
      'certificate' in reading ? [reading.certificate] : [],
    );
  });

/**
 * Exactly one certificate.
 *
 * @param source - DER, PEM or bare base64
 * @throws SamlCertificateError
 */
export function readCertificate(source: Buffer | string): SamlCertificate {
  const certificates = readCertificates(
    typeof source === 'string' ? source : source.toString('base64'),
  );
  if (certificates.length !== 1) {
    throw new SamlCertificateError([
      {
        position: 1,
        message:
          certificates.length === 0
            ? 'the certificate is empty.'
            : 'there is more than one certificate.',
      },
    ]);
  }
  return certificates[0];
}

function readBlock(block: CertificateBlock): CertificateReading {
  if ('problem' in block) {
    return block;
  }
  let x509: X509Certificate;
  try {
    x509 = new X509Certificate(block.der);
  } catch {
    return { problem: 'this cannot be read as an X.509 certificate.' };
  }
  const subject = oneLine(x509.subject);
  const key = readKey(x509);
  if ('problem' in key) {
    return { problem: key.problem, subject };
  }
  return {
    certificate: {
      ...key,
      pem: x509.toString().trim(),
      sha1: hexadecimal(x509.fingerprint),
      sha256: hexadecimal(x509.fingerprint256),
      subject,
      issuer: oneLine(x509.issuer),
      commonName:
        /(?:^|\n)CN=([^\n]+)/.exec(x509.subject ?? '')?.[1] ?? subject,
      validFrom: new Date(x509.validFrom),
      validTo: new Date(x509.validTo),
    },
  };
}

function readKey(
  x509: X509Certificate,
):
  | Pick<SamlCertificate, 'publicKey' | 'keyType' | 'keySize'>
  | { readonly problem: string } {
  let publicKey;
  try {
    publicKey = x509.publicKey;
  } catch {
    return { problem: 'it has a key of a kind that cannot be used.' };
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey;
  if (type === 'dsa') {
    return {
      problem:
        'it has a DSA key. DSA is not accepted: let the provider sign with RSA or ECDSA.',
    };
  }
  if (type === 'rsa') {
    const keySize = details?.modulusLength ?? 0;
    return keySize < MIN_RSA_BITS
      ? {
          problem: `its RSA key has ${keySize} bits. At least ${MIN_RSA_BITS} are needed.`,
        }
      : { publicKey, keyType: 'rsa', keySize };
  }
  if (type === 'ec') {
    const keySize = Number(/\d{3}/.exec(details?.namedCurve ?? '')?.[0] ?? 0);
    return keySize < MIN_CURVE_BITS
      ? { problem: 'its elliptic curve is too weak. Use P-256 or better.' }
      : { publicKey, keyType: 'ec', keySize };
  }
  return {
    problem: `it has a key of the kind ${type}. Only RSA and ECDSA keys can be used.`,
  };
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}

function hexadecimal(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}
