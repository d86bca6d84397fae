import type { SsoConnectionChanges } from '@latchkey/plugin-sso-node';
import type { SamlSettings } from '../settings';

/**
 * The next key becomes the current one, and the current one the previous,
 * which still decrypts.
 *
 * @param reason - one sentence for the audit trail
 */
export function promoteNextKey(
  settings: SamlSettings,
  reason: string,
): SsoConnectionChanges {
  return {
    settings: {
      metadataSignatureCert: settings.nextCertificate,
      nextCertificate: undefined,
      keySwitchAt: undefined,
    },
    secrets: {
      privateKey: settings.nextPrivateKey ?? null,
      nextPrivateKey: null,
      previousPrivateKey: settings.privateKey ?? null,
    },
    reason,
  };
}

/** The current key stays; the next one is given up. */
export function discardNextKey(): SsoConnectionChanges {
  return {
    settings: { nextCertificate: undefined, keySwitchAt: undefined },
    secrets: { nextPrivateKey: null },
    reason: 'The next key was discarded',
  };
}
