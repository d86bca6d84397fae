import { createHash } from 'node:crypto';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { IDToken } from 'openid-client';
import type { OidcSettings } from './settings';

const MAX_SUBJECT_CHARACTERS = 255;

function hashName(algorithm: OidcSettings['idTokenSignedResponseAlg']): string {
  // Ed25519 works with SHA-512 (RFC 8032).
  return algorithm === 'EdDSA' ? 'sha512' : `sha${algorithm.slice(-3)}`;
}

/** Left half of the hash of an access token (OpenID Connect Core §3.1.3.6). */
function halfHash(
  text: string,
  algorithm: OidcSettings['idTokenSignedResponseAlg'],
): string {
  const digest = createHash(hashName(algorithm)).update(text).digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
}

/**
 * Rules of OpenID Connect Core §2 and §3.1.3.7 that openid-client leaves to
 * its user. It has verified signature, issuer, audience, expiry and nonce.
 *
 * @throws SsoError with the code of the first rule that is broken
 */
export function checkIdToken(
  claims: IDToken,
  options: { settings: OidcSettings; accessToken?: string },
): void {
  const { settings, accessToken } = options;
  const { sub, azp, iat } = claims;
  if (sub.trim() === '' || sub.length > MAX_SUBJECT_CHARACTERS) {
    throw new SsoError('id-token-subject', {
      detail: `The sub of the ID token has ${sub.length} characters`,
    });
  }
  if (azp !== undefined && azp !== settings.clientId) {
    throw new SsoError('id-token-audience', {
      detail: 'The azp of the ID token is another client',
    });
  }
  if (iat > Date.now() / 1000 + settings.clockToleranceSeconds) {
    throw new SsoError('id-token-expired', {
      detail: 'The ID token was issued in the future',
    });
  }
  if (
    claims.at_hash !== undefined &&
    accessToken !== undefined &&
    claims.at_hash !== halfHash(accessToken, settings.idTokenSignedResponseAlg)
  ) {
    throw new SsoError('id-token-invalid', {
      detail: 'The at_hash of the ID token belongs to another access token',
    });
  }
}

/**
 * The hybrid flow brings two ID tokens, which have to be of one person
 * (OpenID Connect Core §3.3.3.6). Both have been verified by openid-client.
 *
 * @throws SsoError `id-token-subject`
 */
export function checkSameSubject(frontIdToken: string, claims: IDToken): void {
  const payload = Buffer.from(frontIdToken.split('.')[1] ?? '', 'base64url');
  const front = JSON.parse(payload.toString()) as { sub?: unknown };
  if (front.sub !== claims.sub) {
    throw new SsoError('id-token-subject', {
      detail: 'The two ID tokens of this sign-in are of different people',
    });
  }
}
