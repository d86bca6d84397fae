import { readRefusal, sendRefusal } from '../refusal';
import { requireOwnPage } from './requireOwnPage';
import type { SsoHandler } from './SsoHandlerContext';

/**
 * `POST logout`: ends the session on the server and forgets the cookie. It
 * answers `{ providerLogoutUrl }` when the browser should go there to sign out
 * at the provider as well, else 204, also when nobody is signed in.
 *
 * @throws NotAllowedError when the request does not come from our own page.
 */
export const endSession: SsoHandler = async (context, req, res) => {
  requireOwnPage(req, context);
  const sessionToken = context.sessionCookie.read(req);
  // Whatever happens next, this browser is signed out.
  context.sessionCookie.clear(res);
  try {
    const { providerLogoutUrl } = sessionToken
      ? await context.sso.endSession({ sessionToken })
      : { providerLogoutUrl: undefined };
    if (providerLogoutUrl === undefined) {
      res.status(204).end();
    } else {
      res.status(200).json({ providerLogoutUrl });
    }
  } catch (error) {
    sendRefusal(res, readRefusal(error, context));
  }
};
