import { createHash } from 'node:crypto';
import type { SamlCertificate } from '../certificates/SamlCertificate';
import { readCertificate } from '../certificates/readCertificates';
import { splitCertificates } from '../certificates/splitCertificates';
import { childrenNamed } from '../xml/elements';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';

const maximalCertificates = 10;

const digest = (hash: 'sha1' | 'sha256', octets: Buffer) =>
  createHash(hash).update(octets).digest('hex');

function readFitting(der: Buffer): SamlCertificate {
  try {
    return readCertificate(der);
  } catch (error) {
    return refuse(
      'saml-signature-invalid',
      `The certificate with the fingerprint of the settings cannot be used: ${
        (error as Error).message
      }`,
    );
  }
}

/**
 * The certificate of a signature's KeyInfo that has the fingerprint of the
 * settings. The fingerprint is what is trusted; KeyInfo only brings the octets
 * that fit it. Others are not even read as certificates, and not remembered:
 * anybody could have sent them.
 *
 * @param fingerprint - SHA-256 or SHA-1, with or without separators
 * @throws SsoError `saml-signature-invalid` when none fits
 */
export function findByFingerprint(
  keyInfo: Element | undefined,
  fingerprint: string,
): SamlCertificate {
  const wanted = fingerprint.replace(/[\s:-]/g, '').toLowerCase();
  const sent = (keyInfo ? childrenNamed(keyInfo, ['ds', 'X509Data']) : [])
    .flatMap(data => childrenNamed(data, ['ds', 'X509Certificate']))
    .flatMap(element => splitCertificates(textOf(element)))
    .flatMap(block => ('der' in block ? [block.der] : []))
    .slice(0, maximalCertificates)
    .map(der => ({
      der,
      sha1: digest('sha1', der),
      sha256: digest('sha256', der),
    }));
  const fitting = sent.find(({ sha1, sha256 }) =>
    wanted.length === 64 ? sha256 === wanted : sha1 === wanted,
  );
  return fitting
    ? readFitting(fitting.der)
    : refuse(
        'saml-signature-invalid',
        sent.length > 0
          ? 'No certificate in the message has the fingerprint of the settings'
          : 'The message brings no usable certificate, so the fingerprint of the settings fits none: enter the certificate itself',
        [
          {
            label: 'Fingerprint',
            value: {
              expected: wanted,
              received: sent.map(({ sha1, sha256 }) => ({ sha1, sha256 })),
            },
          },
        ],
      );
}
