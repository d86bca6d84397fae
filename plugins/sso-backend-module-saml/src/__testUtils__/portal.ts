import type { DevSamlIdp, SamlServiceProvider } from '@latchkey/dev-idp';
import { GeneratedKeyPair, generateKeyPair } from '../keys/generateKeyPair';

const base = 'http://localhost:7007/api/sso/sign-in/test';

/** The addresses of the portal in tests of protocols. */
export const portalUrls = {
  callbackUrl: `${base}/callback`,
  logoutUrl: `${base}/logout`,
  metadataUrl: `${base}/metadata`,
} as const;

/** Settings that give the portal a key. */
export function keySettings(key: GeneratedKeyPair) {
  return {
    privateKey: key.privateKey,
    metadataSignatureCert: key.certificate,
  };
}

/** A key of the portal. */
export function createPortalKey(
  keyType: 'rsa' | 'ec' = 'rsa',
): Promise<GeneratedKeyPair> {
  return generateKeyPair({ commonName: 'portal', now: new Date(), keyType });
}

/** Makes the portal known to a provider. */
export function registerPortal(
  idp: DevSamlIdp,
  more: Partial<SamlServiceProvider> = {},
): void {
  idp.registerSp({
    entityId: portalUrls.metadataUrl,
    acsUrls: [portalUrls.callbackUrl],
    logoutUrl: portalUrls.logoutUrl,
    ...more,
  });
}
