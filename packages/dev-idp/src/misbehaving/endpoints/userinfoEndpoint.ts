import { jsonDraft } from '../sendDraft';
import { ResponseDraft } from '../types';
import { EndpointContext } from './EndpointContext';

/** The claims of the person an access token stands for (RFC 6750 §2.1). */
export function userinfoEndpoint(
  context: EndpointContext,
  authorization: string | undefined,
): ResponseDraft {
  const [scheme, token = ''] = (authorization ?? '').split(' ');
  const grant =
    scheme.toLowerCase() === 'bearer'
      ? context.grants.findByAccessToken(token)
      : undefined;
  if (!grant) {
    const refusal = jsonDraft(401, { error: 'invalid_token' });
    refusal.headers['www-authenticate'] = 'Bearer error="invalid_token"';
    return refusal;
  }
  const draft = jsonDraft(200, grant.userinfoClaims);
  context.rule.userinfo?.(draft, context);
  return draft;
}
