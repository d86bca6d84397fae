import type {
  SsoProviderLogout,
  SsoProviderLogoutContext,
} from '@latchkey/plugin-sso-node';
import type { JWTVerifyGetKey } from 'jose';
import type { OidcSettings } from '../settings';
import { logoutTokenRules } from './logoutTokenRules';
import { jwtChecks, verifyLogoutToken } from './verifyLogoutToken';

/**
 * What the server of the provider wants to end: the session that its logout
 * token names, or else all sessions of the person.
 *
 * @throws SsoError `callback-malformed`, `oidc-logout-invalid`, or what kept
 *   the keys away
 */
export async function readBackChannelLogout(
  { request, settings }: SsoProviderLogoutContext<OidcSettings>,
  keys: JWTVerifyGetKey,
): Promise<SsoProviderLogout> {
  const token = await verifyLogoutToken(
    request.body.logout_token,
    settings,
    keys,
  );
  const { issuer, id, issuedAt, expiresAt, subject, sessionId } = token;
  return {
    sessions: {
      issuer,
      principal: subject,
      sessionIds: sessionId === undefined ? undefined : [sessionId],
    },
    singleUse: {
      id: JSON.stringify([issuer, id]),
      // Until then its age alone does not have it refused.
      until: new Date(
        expiresAt.getTime() + (settings.clockToleranceSeconds + 1) * 1000,
      ),
    },
    evidence: [
      {
        label: 'Logout token',
        value: {
          issuer,
          audience: settings.clientId,
          subject,
          sessionId,
          issuedAt: issuedAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          algorithm: settings.idTokenSignedResponseAlg,
        },
      },
      {
        label: 'Checks passed',
        value: [...jwtChecks, ...logoutTokenRules.map(({ name }) => name)],
      },
    ],
  };
}
