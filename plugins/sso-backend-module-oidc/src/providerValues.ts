import type { SsoProviderValue } from '@latchkey/plugin-sso-common';
import type { SsoConnectionUrls } from '@latchkey/plugin-sso-node';
import type { OidcSettings } from './settings';

/** Where the provider sends the answer to. */
export function redirectUriOf({
  settings,
  callbackUrl,
}: {
  readonly settings: OidcSettings;
  readonly callbackUrl: string;
}): string {
  return settings.redirectUri || callbackUrl;
}

/** What the administrator enters at the provider. */
export function providerValues(
  context: SsoConnectionUrls & { readonly settings: OidcSettings },
): SsoProviderValue[] {
  const { logoutUrl } = context;
  return [
    {
      label: 'Redirect URI',
      value: redirectUriOf(context),
      help: 'Enter it at the provider exactly like this, also called callback URL.',
    },
    {
      label: 'Post-logout redirect URI',
      value: logoutUrl,
      help: 'Where people come back to after signing out at the provider, also called sign-out or logout redirect URI. Needed with "Sign out at the provider as well".',
    },
    {
      label: 'Back-channel logout URI',
      value: `${logoutUrl}/back-channel`,
      help: 'With it, signing out at the provider ends the session in the portal too, without the browser. The provider has to reach this address.',
    },
    {
      label: 'Front-channel logout URI',
      value: `${logoutUrl}/front-channel`,
      help: 'The same by a hidden frame in the browser, for providers without back-channel logout. Switch on there that issuer and session are sent along.',
    },
  ];
}
