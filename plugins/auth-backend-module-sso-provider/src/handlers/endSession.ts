import { readRefusal, sendRefusal } from '../refusal';
import { requireOwnPage } from './requireOwnPage';
import type { SsoHandler } from './SsoHandlerContext';

/**
 * `POST logout`: ends the session on the server and forgets the cookie. It
 * answers 204 also when nobody is signed in.
 *
 * @throws NotAllowedError when the request does not come from our own page.
 */
export const endSession: SsoHandler = async (context, req, res) => {
  requireOwnPage(req, context);
  const sessionToken = context.sessionCookie.read(req);
  // Whatever happens next, this browser is signed out.
  context.sessionCookie.clear(res);
  try {
    if (sessionToken) {
      await context.sso.endSession({ sessionToken });
    }
    res.status(204).end();
  } catch (error) {
    sendRefusal(res, readRefusal(error, context));
  }
};
