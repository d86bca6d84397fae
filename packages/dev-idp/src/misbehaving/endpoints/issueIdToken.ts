import { createHash } from 'node:crypto';
import { AuthorizationGrant } from '../GrantStore';
import { signToken } from '../signToken';
import { TokenDraft } from '../types';
import { EndpointContext } from './EndpointContext';

const lifetime = 10 * 60;

/** The left half of the SHA-256 hash (OpenID Connect Core §3.1.3.6). */
function halfHash(value: string): string {
  return createHash('sha256')
    .update(value, 'ascii')
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}

/** The honest ID token, changed by the misbehaviour in force, and signed. */
export async function issueIdToken(
  context: EndpointContext,
  grant: AuthorizationGrant,
  bound: { accessToken?: string; code?: string },
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const draft: TokenDraft = {
    header: { alg: 'RS256', typ: 'JWT', kid: context.key.publicJwk.kid },
    payload: {
      iss: context.issuer,
      aud: context.clientId,
      iat: now,
      exp: now + lifetime,
      ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
      ...(bound.accessToken ? { at_hash: halfHash(bound.accessToken) } : {}),
      ...(bound.code ? { c_hash: halfHash(bound.code) } : {}),
      ...grant.idTokenClaims,
    },
    signature: { kind: 'asymmetric', key: context.key.privateKey },
  };
  context.rule.idToken?.(draft, context);
  return signToken(draft);
}
