import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type { CertificateReading } from './readCertificates';
import type { SamlCertificate } from './SamlCertificate';

const DAY = 86_400_000;

/** From how many days before its end on a certificate is reported. */
export const EXPIRY_NOTICE_DAYS = 30;

/** Where a moment lies in the life of a certificate. */
export type CertificateState =
  | 'not-yet-valid'
  | 'valid'
  | 'expiring'
  | 'expired';

export function stateOf(
  { validFrom, validTo }: Pick<SamlCertificate, 'validFrom' | 'validTo'>,
  now: Date,
): CertificateState {
  if (validTo < now) {
    return 'expired';
  }
  if (validFrom > now) {
    return 'not-yet-valid';
  }
  return validTo.getTime() - now.getTime() < EXPIRY_NOTICE_DAYS * DAY
    ? 'expiring'
    : 'valid';
}

/** `2027-01-31 03:00 UTC`. */
export function formatMoment(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `2027-01-31 03:00 UTC (70 days left)`. */
export function formatEnd(end: Date, now: Date): string {
  const days = Math.floor((end.getTime() - now.getTime()) / DAY);
  const distance =
    days < 0 ? `expired ${count(-days)} ago` : `${count(days)} left`;
  return `${formatMoment(end)} (${distance})`;
}

/** `4A:9F:…`, as other tools show a fingerprint. */
export function formatFingerprint(digits: string): string {
  return digits.toUpperCase().replace(/..(?=.)/g, '$&:');
}

/** One sentence about a certificate: whose it is, and how long it is valid. */
export function describeCertificate(
  certificate: SamlCertificate,
  now: Date,
): string {
  const { commonName, keyType, keySize, sha256, validFrom, validTo } =
    certificate;
  const validity =
    stateOf(certificate, now) === 'not-yet-valid'
      ? `valid from ${formatMoment(validFrom)}`
      : `valid until ${formatEnd(validTo, now)}`;
  return `${commonName}, ${keyType.toUpperCase()} ${keySize}, ${validity}, SHA-256 ${formatFingerprint(
    sha256,
  )}`;
}

/** What a check says about one certificate. */
export function certificateFinding(
  title: string,
  reading: CertificateReading,
  now: Date,
): SsoCheckFinding {
  if ('problem' in reading) {
    const { problem, subject } = reading;
    return {
      title,
      outcome: 'failed',
      code: 'saml-certificate-unusable',
      detail: subject ? `${subject}: ${problem}` : sentence(problem),
    };
  }
  const detail = describeCertificate(reading.certificate, now);
  switch (stateOf(reading.certificate, now)) {
    case 'expired':
    case 'not-yet-valid':
      return {
        title,
        outcome: 'failed',
        code: 'saml-certificate-expired',
        detail,
        advice: 'Renew it, and enter the new one on both sides.',
      };
    case 'expiring':
      return {
        title,
        outcome: 'note',
        detail,
        advice: `It expires in less than ${EXPIRY_NOTICE_DAYS} days. Renew it in time.`,
      };
    default:
      return { title, outcome: 'passed', detail };
  }
}

/** Starts with a capital letter. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function count(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
