import type { SsoProtocolContext } from '@latchkey/plugin-sso-node';
import type { SamlSettings } from '../settings';
import { fetchMetadata } from './fetchMetadata';
import { MetadataDocument } from './MetadataDocument';
import { metadataTrust } from './metadataTrust';
import type { ProviderMetadata } from './ProviderMetadata';

/**
 * Reads the metadata URL of the settings again.
 *
 * @throws SsoError of the outbound policy, `provider-response-invalid`, or
 *   `saml-metadata-…`
 */
export async function loadProvider(
  {
    settings,
    fetch,
  }: Pick<SsoProtocolContext<SamlSettings>, 'settings' | 'fetch'>,
  metadataUrl: string,
  now: Date,
): Promise<ProviderMetadata> {
  const text = await fetchMetadata(fetch, metadataUrl);
  return MetadataDocument.parse(text, {
    now,
    trust: metadataTrust(settings),
  }).provider(settings.entityId);
}
