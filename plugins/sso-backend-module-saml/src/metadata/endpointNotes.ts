import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type { SamlSettings } from '../settings';
import type { ProviderMetadata } from './ProviderMetadata';

/** Where the addresses in the settings are not those of the metadata. */
export function endpointNotes(
  settings: Pick<SamlSettings, 'entryPoint' | 'logoutUrl'>,
  { signIn, signOut }: ProviderMetadata,
): SsoCheckFinding[] {
  const compared = [
    {
      title: 'Sign-in URL',
      here: settings.entryPoint,
      there: signIn,
    },
    {
      title: 'Sign-out URL',
      here: settings.logoutUrl,
      there: signOut,
    },
  ];
  return compared
    .filter(
      ({ here, there }) =>
        here !== undefined &&
        there.length > 0 &&
        there.every(({ location }) => location !== here),
    )
    .map(({ title, here, there }) => ({
      title,
      outcome: 'note',
      detail: `The metadata has ${there[0].location}, the settings have ${here}.`,
      advice: 'Take over the address of the metadata if the provider moved.',
    }));
}
