import type {
  SsoLogoutMessage,
  SsoLogoutMessageContext,
} from '@latchkey/plugin-sso-node';
import type { OidcSettings } from '../settings';
import { logoutRefusal } from './logoutRefusal';

/**
 * The person comes back from the provider (OpenID Connect RP-Initiated Logout
 * 1.0 §3). That says nothing of what they chose there, so it counts as the end
 * of the sign-out and no more.
 *
 * @throws SsoError `oidc-logout-invalid`
 */
export function readLogoutReturn({
  request,
  pending,
}: SsoLogoutMessageContext<OidcSettings>): SsoLogoutMessage {
  if (request.method !== 'GET' || !pending) {
    throw logoutRefusal(
      'The return from the provider belongs to no sign-out of this portal',
    );
  }
  return {
    kind: 'response',
    complete: true,
    evidence: [{ label: 'Checks passed', value: ['state'] }],
  };
}
