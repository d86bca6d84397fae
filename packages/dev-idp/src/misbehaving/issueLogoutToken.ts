import { randomUUID } from 'node:crypto';
import { signToken } from './signToken';
import {
  ClaimSet,
  LogoutTokenRule,
  MisbehaviourContext,
  TokenDraft,
} from './types';

const lifetime = 2 * 60;

/**
 * A logout token (Back-Channel Logout 1.0 §2.4), right but for one rule.
 *
 * @param claims - whom it names, over the usual claims
 */
export async function issueLogoutToken(
  context: MisbehaviourContext,
  claims: ClaimSet,
  rule?: LogoutTokenRule,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const draft: TokenDraft = {
    header: { alg: 'RS256', typ: 'logout+jwt', kid: context.key.publicJwk.kid },
    payload: {
      iss: context.issuer,
      aud: context.clientId,
      iat: now,
      exp: now + lifetime,
      jti: randomUUID(),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      ...claims,
    },
    signature: { kind: 'asymmetric', key: context.key.privateKey },
  };
  await rule?.logoutToken(draft, context);
  return signToken(draft);
}
