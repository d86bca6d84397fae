import { isSsoError, SsoError } from '@latchkey/plugin-sso-common';
import { jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { OidcSettings } from '../settings';
import { logoutRefusal } from './logoutRefusal';
import { LogoutTokenParts, logoutTokenRules } from './logoutTokenRules';

/** What a logout token says, every rule kept. */
export interface LogoutToken {
  readonly issuer: string;
  readonly id: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** One of them at least is there. */
  readonly subject?: string;
  readonly sessionId?: string;
}

/** What is checked of every JWT, before {@link logoutTokenRules}. */
export const jwtChecks = ['signature', 'algorithm', 'issuer', 'audience'];

// Sentences of our own: those of the library can quote the token.
const reasons: Readonly<Record<string, string>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'is not signed with the algorithm of the settings',
  ERR_JOSE_NOT_SUPPORTED: 'needs something that is not supported',
  ERR_JWKS_NO_MATCHING_KEY: 'names a key that the provider does not publish',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS:
    'does not say which of several keys it is signed with',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'has a signature that is wrong',
  ERR_JWT_EXPIRED: 'has expired',
};

const claimReasons: Readonly<Record<string, string>> = {
  iss: 'is of another issuer',
  aud: 'is for another application',
  nbf: 'is not valid yet',
};

function reasonOf(error: unknown): string {
  const { code, claim } = error as { code?: unknown; claim?: unknown };
  return (
    reasons[String(code)] ??
    claimReasons[String(claim)] ??
    'is not a JWT that can be verified'
  );
}

async function verifySignature(
  token: string,
  settings: OidcSettings,
  keys: JWTVerifyGetKey,
): Promise<LogoutTokenParts> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: [settings.idTokenSignedResponseAlg],
      issuer: settings.issuer,
      audience: settings.clientId,
      clockTolerance: settings.clockToleranceSeconds,
    });
    return { payload, header: { ...protectedHeader } };
  } catch (error) {
    // The provider could not be asked for its keys.
    throw isSsoError(error)
      ? error
      : logoutRefusal(`The logout token ${reasonOf(error)}`);
  }
}

/**
 * Verifies a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6) with
 * the algorithm of the settings and the published keys of the provider, like
 * an ID token.
 *
 * @throws SsoError `oidc-logout-invalid`, or what kept the keys away
 */
export async function verifyLogoutToken(
  token: string | undefined,
  settings: OidcSettings,
  keys: JWTVerifyGetKey,
): Promise<LogoutToken> {
  if (!token) {
    throw new SsoError('callback-malformed', {
      detail: 'The form has no logout_token',
    });
  }
  const parts = await verifySignature(token, settings, keys);
  const broken = logoutTokenRules.find(rule => !rule.keeps(parts, settings));
  if (broken) {
    throw logoutRefusal(`The logout token ${broken.otherwise}`);
  }
  // Of these types, as the rules have seen.
  const { jti, iat, exp, sub, sid } = parts.payload as {
    jti: string;
    iat: number;
    exp: number;
    sub?: string;
    sid?: string;
  };
  return {
    issuer: settings.issuer,
    id: jti,
    issuedAt: new Date(iat * 1000),
    expiresAt: new Date(exp * 1000),
    subject: sub,
    sessionId: sid,
  };
}
