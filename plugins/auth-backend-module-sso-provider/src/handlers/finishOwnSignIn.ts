import { readRefusal, sendRefusal } from '../refusal';
import { openSession, parseTicket } from './openSession';
import { requireOwnPage } from './requireOwnPage';
import type { SsoHandler } from './SsoHandlerContext';

/**
 * `POST handler/frame` with `ticket`: our own page hands in the ticket that it
 * got for a username and password. It answers 204 with the session cookie, or
 * the refusal as JSON.
 *
 * @throws NotAllowedError when the request does not come from our own page.
 */
export const finishOwnSignIn: SsoHandler = async (context, req, res) => {
  requireOwnPage(req, context);
  try {
    const ticket = parseTicket(req.body?.ticket);
    await openSession(context, req, res, { ticket });
    res.status(204).end();
  } catch (error) {
    sendRefusal(res, readRefusal(error, context));
  }
};
