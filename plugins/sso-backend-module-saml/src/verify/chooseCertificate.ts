import type { SsoEvidence } from '@latchkey/plugin-sso-common';
import type { SamlCertificate } from '../certificates/SamlCertificate';
import { refuse } from '../xml/refuse';

/** What a signature is verified with; the same for all kinds of signatures. */
export interface SignatureTrust {
  /** Of the settings or of trusted metadata, never of the message. */
  readonly certificates: readonly SamlCertificate[];
  readonly allowLegacyAlgorithms: boolean;
  readonly acceptExpiredCertificates: boolean;
  readonly now: Date;
}

const describe = ({
  subject,
  sha256,
  validFrom,
  validTo,
}: SamlCertificate) => ({
  subject,
  sha256,
  validFrom: validFrom.toISOString(),
  validTo: validTo.toISOString(),
});

/** A certificate as the trace shows it. */
export function certificateEvidence(
  label: string,
  certificates: readonly SamlCertificate[],
): SsoEvidence {
  const value = certificates.map(describe);
  return { label, value: value.length === 1 ? value[0] : value };
}

const isValid = ({ validFrom, validTo }: SamlCertificate, now: Date) =>
  validFrom <= now && now <= validTo;

/**
 * The certificate whose key made a signature. One that is valid now wins over
 * one that has expired, as two of them can hold the same key.
 *
 * @param verifies - tells whether the key of a certificate made the signature
 * @throws SsoError `saml-signature-invalid`, `saml-certificate-expired`
 */
export function chooseCertificate(
  trust: SignatureTrust,
  keyType: 'rsa' | 'ec',
  verifies: (certificate: SamlCertificate) => boolean,
): SamlCertificate {
  const { certificates, now } = trust;
  const candidates = certificates.filter(each => each.keyType === keyType);
  const fitting = candidates.filter(verifies);
  const [first] = fitting;
  if (!first) {
    return refuse(
      'saml-signature-invalid',
      candidates.length > 0
        ? 'The signature was made with none of the trusted certificates, or the message was changed'
        : `There is no trusted certificate with a key of the kind ${keyType}`,
      [certificateEvidence('Trusted certificates', certificates)],
    );
  }
  const valid = fitting.find(each => isValid(each, now));
  if (valid || trust.acceptExpiredCertificates) {
    return valid ?? first;
  }
  return refuse(
    'saml-certificate-expired',
    first.validTo < now
      ? `The certificate of the signature was valid until ${first.validTo.toISOString()}`
      : `The certificate of the signature is valid from ${first.validFrom.toISOString()} only`,
    [certificateEvidence('Certificate of the signature', [first])],
  );
}
