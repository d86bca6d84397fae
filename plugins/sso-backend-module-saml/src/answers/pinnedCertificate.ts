import type { SsoConnectionChanges } from '@latchkey/plugin-sso-node';
import type { SamlSettings } from '../settings';
import type { VerifiedAnswer } from '../verify';

/**
 * Keeps the certificate that fitted a configured fingerprint, so that from
 * then on nothing is taken from a message any more.
 */
export function pinnedCertificate(
  { signedBy }: Pick<VerifiedAnswer, 'signedBy'>,
  { certificates, certificateFingerprint }: SamlSettings,
): SsoConnectionChanges | undefined {
  return certificates || !certificateFingerprint
    ? undefined
    : {
        settings: { certificates: signedBy.pem },
        reason:
          'The certificate of the provider that belongs to the configured fingerprint was taken over',
      };
}
