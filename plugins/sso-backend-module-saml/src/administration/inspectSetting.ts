import type { SsoInspection } from '@latchkey/plugin-sso-common';
import {
  CertificateReading,
  readCertificateBlocks,
} from '../certificates/readCertificates';
import type { SamlCertificate } from '../certificates/SamlCertificate';
import {
  EXPIRY_NOTICE_DAYS,
  formatEnd,
  formatFingerprint,
  formatMoment,
  sentence,
  stateOf,
} from '../certificates/validity';

/**
 * Tells what certificates are while they are typed. All inspected settings
 * hold certificates, so the name makes no difference.
 */
export function inspectSetting(
  _name: string,
  value: string,
  now: Date = new Date(),
): SsoInspection[] {
  return readCertificateBlocks(value).map((reading, index) =>
    inspect(reading, index, now),
  );
}

function inspect(
  reading: CertificateReading,
  index: number,
  now: Date,
): SsoInspection {
  if ('problem' in reading) {
    const { problem, subject } = reading;
    return {
      title: subject || `Certificate ${index + 1}`,
      outcome: 'failed',
      facts: subject ? [{ label: 'Subject', value: subject }] : [],
      detail: sentence(problem),
    };
  }
  const { certificate } = reading;
  return {
    title: certificate.commonName,
    facts: factsOf(certificate, now),
    ...judge(certificate, now),
  };
}

function factsOf(certificate: SamlCertificate, now: Date) {
  const { keyType, keySize, validFrom, validTo } = certificate;
  return [
    { label: 'Subject', value: certificate.subject },
    { label: 'Issuer', value: certificate.issuer },
    { label: 'Valid from', value: formatMoment(validFrom) },
    { label: 'Valid until', value: formatEnd(validTo, now) },
    { label: 'Key', value: `${keyType.toUpperCase()} ${keySize}` },
    {
      label: 'SHA-256 fingerprint',
      value: formatFingerprint(certificate.sha256),
    },
    { label: 'SHA-1 fingerprint', value: formatFingerprint(certificate.sha1) },
  ];
}

function judge(
  certificate: SamlCertificate,
  now: Date,
): Pick<SsoInspection, 'outcome' | 'detail' | 'advice'> {
  switch (stateOf(certificate, now)) {
    case 'expired':
      return {
        outcome: 'failed',
        detail: `This certificate expired on ${formatMoment(
          certificate.validTo,
        )}. Signatures made with it are refused.`,
        advice:
          'Enter the current certificate. Only if it cannot be renewed: switch on "Accept expired certificates".',
      };
    case 'not-yet-valid':
      return {
        outcome: 'note',
        detail: `This certificate is not valid before ${formatMoment(
          certificate.validFrom,
        )}. Signatures made with it are refused until then.`,
      };
    case 'expiring':
      return {
        outcome: 'note',
        detail: `This certificate expires in less than ${EXPIRY_NOTICE_DAYS} days.`,
        advice: 'Renew it in time.',
      };
    default:
      return { outcome: 'passed' };
  }
}
