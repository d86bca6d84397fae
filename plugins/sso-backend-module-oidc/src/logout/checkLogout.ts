import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type { ServerMetadata } from 'openid-client';
import { checkEndpoint } from '../discovery/checkEndpoint';
import type { OidcSettings } from '../settings';
import { toFinding } from '../toFinding';

function checkAtProvider(metadata: ServerMetadata): SsoCheckFinding {
  const title = 'Signing out at the provider';
  if (metadata.end_session_endpoint === undefined) {
    return {
      title,
      outcome: 'failed',
      detail:
        'The provider announces no end_session_endpoint: signing out ends the session in the portal only.',
      advice: 'Switch "Sign out at the provider as well" off.',
    };
  }
  try {
    checkEndpoint(metadata, 'end_session_endpoint');
  } catch (error) {
    return toFinding(title, error);
  }
  return {
    title,
    outcome: 'passed',
    detail: 'The provider announces an end_session_endpoint.',
  };
}

/** What the provider announces of telling the portal. */
function checkByProvider(metadata: ServerMetadata): SsoCheckFinding {
  const title = 'Sign-out by the provider';
  const backChannel = metadata.backchannel_logout_supported === true;
  const frontChannel =
    metadata.frontchannel_logout_supported === true &&
    metadata.frontchannel_logout_session_supported === true;
  if (!backChannel && !frontChannel) {
    return {
      title,
      outcome: 'note',
      detail:
        'The provider announces neither back-channel nor front-channel logout with session: sessions in the portal go on when those at the provider end.',
    };
  }
  const channels = [
    ...(backChannel ? ['back-channel'] : []),
    ...(frontChannel ? ['front-channel'] : []),
  ];
  return {
    title,
    outcome: 'passed',
    detail: `The provider announces ${channels.join(' and ')} logout.`,
  };
}

/** Whether signing out goes both ways, as far as the provider says. */
export function checkLogout(
  metadata: ServerMetadata,
  settings: OidcSettings,
): SsoCheckFinding[] {
  return [
    ...(settings.signOutAtProvider ? [checkAtProvider(metadata)] : []),
    checkByProvider(metadata),
  ];
}
