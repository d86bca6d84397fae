import type { SamlCertificate } from '../certificates/SamlCertificate';
import { readCertificate } from '../certificates/readCertificates';
import { childrenNamed } from '../xml/elements';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';

const maximalCertificates = 10;

function readOrSkip(text: string): SamlCertificate[] {
  try {
    return [readCertificate(text)];
  } catch {
    return [];
  }
}

/**
 * The certificate of a signature's KeyInfo that has the fingerprint of the
 * settings. The fingerprint is what is trusted; KeyInfo only brings the octets
 * that fit it.
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
    .slice(0, maximalCertificates)
    .flatMap(element => readOrSkip(textOf(element)));
  return (
    sent.find(({ sha1, sha256 }) =>
      wanted.length === 64 ? sha256 === wanted : sha1 === wanted,
    ) ??
    refuse(
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
    )
  );
}
