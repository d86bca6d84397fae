import type {
  SsoProviderLogout,
  SsoProviderLogoutContext,
} from '@latchkey/plugin-sso-node';
import type { OidcSettings } from '../settings';
import { logoutRefusal } from './logoutRefusal';

/**
 * What a frame of the provider asks for (OpenID Connect Front-Channel Logout
 * 1.0 §3). The standard makes `iss` and `sid` optional; without them any page
 * could sign people out, so both are required here.
 *
 * @throws SsoError `oidc-logout-invalid`
 */
export function readFrontChannelLogout({
  request,
  settings,
}: SsoProviderLogoutContext<OidcSettings>): SsoProviderLogout {
  const { iss, sid } = request.query;
  if (!iss || !sid) {
    throw logoutRefusal(
      'The front-channel request names no issuer or no session: switch on at the provider that it sends iss and sid',
    );
  }
  if (iss !== settings.issuer) {
    throw logoutRefusal('The front-channel request is of another issuer');
  }
  return {
    sessions: { issuer: settings.issuer, sessionIds: [sid] },
    evidence: [
      { label: 'Front-channel logout', value: { issuer: iss, sessionId: sid } },
      { label: 'Checks passed', value: ['issuer', 'session'] },
    ],
  };
}
