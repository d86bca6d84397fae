import { AuthenticationError } from '@backstage/errors';
import type { ClientAuthResponse } from '@backstage/plugin-auth-node';
import { readRefusal, sendRefusal } from '../refusal';
import { requireScript } from './requireOwnPage';
import type { SsoHandler } from './SsoHandlerContext';

/**
 * `GET refresh`: a Backstage identity for the session of the cookie, while
 * that is good. The `sso` plugin decides it anew each time.
 *
 * @throws AuthenticationError when the browser has no session, or when the
 * request was not made by script.
 */
export const refreshIdentity: SsoHandler = async (context, req, res) => {
  requireScript(req);
  const sessionToken = context.sessionCookie.read(req);
  if (!sessionToken) {
    throw new AuthenticationError('Nobody is signed in');
  }
  try {
    const identity = await context.sso.refreshSession({ sessionToken });
    const { displayName, email, picture } = identity;
    const answer: ClientAuthResponse<object> = {
      backstageIdentity: await context.identityIssuer.issue(identity),
      profile: { displayName, email, picture },
      providerInfo: {},
    };
    res.json(answer);
  } catch (error) {
    const refusal = readRefusal(error, context);
    // A busy or broken backend is no reason to lose a good session.
    if (refusal.status === 401 || refusal.status === 403) {
      context.sessionCookie.clear(res);
    }
    sendRefusal(res, refusal);
  }
};
