import type { SsoProtocolContext } from '@latchkey/plugin-sso-node';
import type { SamlSettings } from './settings';

/** The entity ID of the portal: what messages of ours name as the issuer. */
export function entityIdOf({
  settings,
  metadataUrl,
}: Pick<SsoProtocolContext<SamlSettings>, 'settings' | 'metadataUrl'>): string {
  return settings.spEntityId || metadataUrl;
}
