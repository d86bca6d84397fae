import type { SsoProviderValue } from '@latchkey/plugin-sso-common';
import type { SsoConnectionUrls } from '@latchkey/plugin-sso-node';
import { entityIdOf } from '../entityIdOf';
import type { SamlSettings } from '../settings';

/** What the administrator enters at the provider. */
export function providerValues(
  context: SsoConnectionUrls & { readonly settings: SamlSettings },
): SsoProviderValue[] {
  return [
    {
      label: 'Entity ID',
      value: entityIdOf(context),
      help: 'The name of this portal. Providers also call it Identifier, Audience, Audience Restriction, SP entity ID or Client ID.',
    },
    {
      label: 'ACS URL',
      value: context.callbackUrl,
      help: 'Where answers go, by HTTP-POST. Providers also call it Assertion Consumer Service, Reply URL, Single sign-on URL, Recipient or Destination.',
    },
    {
      label: 'Logout URL',
      value: context.logoutUrl,
      help: 'For single logout, by HTTP-Redirect or HTTP-POST. Providers also call it Single Logout Service or SLO URL. Leave it out when you do not want that.',
    },
    {
      label: 'Metadata URL',
      value: context.metadataUrl,
      kind: 'document',
      help: 'All of the above with the certificate of this portal, in one document. Providers that read it need nothing else.',
    },
  ];
}
