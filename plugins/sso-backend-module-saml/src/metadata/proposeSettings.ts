import type { SamlSettings } from '../settings';
import { toPem, usableCertificates } from './compareCertificates';
import type { ProviderMetadata } from './ProviderMetadata';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

/** Settings as the metadata of a provider suggests them. */
export function proposeSettings(
  provider: ProviderMetadata,
  metadataUrl: string | undefined,
): Partial<SamlSettings> {
  const { entityId, nameIdFormats } = provider;
  const certificates = toPem(usableCertificates(provider));
  const [signIn] = provider.signIn;
  const [signOut] = provider.signOut;
  return {
    ...(metadataUrl && { metadataUrl }),
    entityId,
    ...(signIn && {
      entryPoint: signIn.location,
      entryPointBinding: signIn.binding,
    }),
    ...(certificates && { certificates }),
    ...(signOut && {
      logoutUrl: signOut.location,
      logoutBinding: signOut.binding,
    }),
    ...(signOut?.responseLocation && {
      logoutResponseUrl: signOut.responseLocation,
    }),
    // Without a wish of ours some providers send a transient one.
    ...(nameIdFormats.includes(PERSISTENT) && { identifierFormat: PERSISTENT }),
  };
}
