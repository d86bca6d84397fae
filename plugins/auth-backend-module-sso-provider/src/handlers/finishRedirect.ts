import { readRefusal } from '../refusal';
import { openSession, parseTicket } from './openSession';
import type { SsoHandler } from './SsoHandlerContext';

/**
 * `GET handler/frame?ticket=…`: where the browser lands after the provider.
 *
 * Anyone can make a browser open a link, so a ticket is only redeemed in the
 * browser that started its sign-in: the `sso` plugin compares the binding
 * that it kept with that of this browser's cookie. Otherwise people could be
 * signed in to somebody else's account. A browser without the cookie has a
 * binding that fits no ticket: it is refused like any other, which spends the
 * ticket and leaves a trace for administrators.
 */
export const finishRedirect: SsoHandler = async (context, req, res) => {
  try {
    const { bindingCookie } = context;
    const browserBinding = bindingCookie.read(req) ?? bindingCookie.ofNobody();
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
