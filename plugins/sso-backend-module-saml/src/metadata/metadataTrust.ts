import { readCertificates } from '../certificates/readCertificates';
import type { SamlSettings } from '../settings';
import type { MetadataOptions } from './MetadataDocument';

/** Who has to have signed the metadata, if the settings say so. */
export function metadataTrust(
  settings: Pick<
    SamlSettings,
    | 'metadataSigningCertificate'
    | 'allowLegacyAlgorithms'
    | 'acceptExpiredCertificates'
  >,
): MetadataOptions['trust'] {
  return settings.metadataSigningCertificate
    ? {
        certificates: readCertificates(settings.metadataSigningCertificate),
        allowLegacyAlgorithms: settings.allowLegacyAlgorithms,
        acceptExpiredCertificates: settings.acceptExpiredCertificates,
      }
    : undefined;
}
