import { keysOf } from '../keys/keysOf';
import type { SamlSettings } from '../settings';
import { MessageSigner, signatureMethods } from './signatureMethods';

/**
 * What signs messages now. The schema of the settings sees to it that all
 * keys are of the kind that the algorithm needs.
 *
 * @returns undefined when the portal has no key at this SSO connection
 */
export function signerOf(
  settings: SamlSettings,
  now: Date,
): MessageSigner | undefined {
  const { signing } = keysOf(settings, now);
  return (
    signing && {
      method: signatureMethods[settings.signatureAlgorithm],
      privateKey: signing.privateKey,
      certificate: signing.certificate.pem,
    }
  );
}
