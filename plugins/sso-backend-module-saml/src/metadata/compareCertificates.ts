import { readCertificates } from '../certificates/readCertificates';
import type { SamlCertificate } from '../certificates/SamlCertificate';
import type { SamlSettings } from '../settings';
import type { ProviderMetadata } from './ProviderMetadata';

/** How the certificates of metadata relate to the trusted ones. */
export interface CertificateComparison {
  /**
   * - `same`: nothing to do
   * - `continued`: others, but at least one is trusted already, so that the
   *   metadata goes on from what is known
   * - `replaced`: none of them is trusted, which an administrator has to judge
   * - `none`: the metadata has no usable certificate
   */
  readonly relation: 'same' | 'continued' | 'replaced' | 'none';
  /** What the metadata has. */
  readonly announced: readonly SamlCertificate[];
  /** Those of them that are not trusted yet. */
  readonly added: readonly SamlCertificate[];
}

/**
 * Compares the certificates of metadata with the trusted ones. While no
 * certificate is known, the configured fingerprint says which one is trusted.
 */
export function compareCertificates(
  settings: Pick<SamlSettings, 'certificates' | 'certificateFingerprint'>,
  provider: ProviderMetadata,
): CertificateComparison {
  const trusted = readCertificates(settings.certificates ?? '');
  const announced = usableCertificates(provider);
  const isTrusted = ({ sha1, sha256 }: SamlCertificate) =>
    trusted.length > 0
      ? trusted.some(other => other.sha256 === sha256)
      : [sha1, sha256].includes(settings.certificateFingerprint ?? '');
  const added = announced.filter(certificate => !isTrusted(certificate));
  return { relation: relate(), announced, added };

  function relate(): CertificateComparison['relation'] {
    if (announced.length === 0) {
      return 'none';
    }
    if (added.length === announced.length) {
      return 'replaced';
    }
    return added.length === 0 && announced.length === trusted.length
      ? 'same'
      : 'continued';
  }
}

/** Without those that cannot be used at all. */
export function usableCertificates({
  certificates,
}: ProviderMetadata): SamlCertificate[] {
  return certificates.flatMap(reading =>
    'certificate' in reading ? [reading.certificate] : [],
  );
}

/** As the setting holds them. */
export function toPem(certificates: readonly SamlCertificate[]): string {
  return certificates.map(({ pem }) => pem).join('\n');
}
