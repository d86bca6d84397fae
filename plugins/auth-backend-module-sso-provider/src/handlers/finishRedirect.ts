import { SsoError } from '@latchkey/plugin-sso-common';
import { readRefusal } from '../refusal';
import { openSession, parseTicket } from './openSession';
import type { SsoHandler } from './SsoHandlerContext';

/**
 * `GET handler/frame?ticket=…`: where the browser lands after the provider.
 *
 * Anyone can make a browser open a link, so a ticket is only redeemed in the
 * browser that started its sign-in: the `sso` plugin compares the binding
 * that it kept with that of this browser's cookie. Without the cookie nothing
 * is redeemed. Otherwise people could be signed in to somebody else's account.
 */
export const finishRedirect: SsoHandler = async (context, req, res) => {
  try {
    const browserBinding = context.bindingCookie.read(req);
    if (!browserBinding) {
      throw new SsoError('browser-mismatch');
    }
    const ticket = parseTicket(req.query.ticket);
    const session = await openSession(context, req, res, {
      ticket,
      browserBinding,
    });
    res.redirect(302, context.portal.toPage(session.returnTo));
  } catch (error) {
    res.redirect(302, context.portal.toRefusal(readRefusal(error, context)));
  }
};
