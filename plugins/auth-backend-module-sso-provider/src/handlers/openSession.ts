import { SsoError } from '@latchkey/plugin-sso-common';
import type { Request, Response } from 'express';
import type { SsoHandlerContext } from './SsoHandlerContext';

const MAX_TICKET_CHARACTERS = 200;

/** @throws SsoError `ticket-invalid` for anything but one text. */
export function parseTicket(value: unknown): string {
  if (
    typeof value !== 'string' ||
    value === '' ||
    value.length > MAX_TICKET_CHARACTERS
  ) {
    throw new SsoError('ticket-invalid');
  }
  return value;
}

/**
 * Redeems a ticket and gives the browser the session cookie. Its value is
 * always a new one, and a session that the browser had before ends: nobody
 * can plant a session and wait for somebody to sign in to it.
 *
 * @throws SsoError the refusal of the ticket; cookies stay as they were.
 */
export async function openSession(
  { sso, sessionCookie, logger }: SsoHandlerContext,
  req: Request,
  res: Response,
  request: { ticket: string; browserBinding?: string },
): Promise<{ returnTo: string }> {
  const session = await sso.redeemTicket(request);
  const previous = sessionCookie.read(req);
  sessionCookie.write(res, session);
  if (previous && previous !== session.sessionToken) {
    try {
      await sso.endSession({ sessionToken: previous, signOut: false });
    } catch (error) {
      // The sign-in itself is good; the old session ends at its time limit.
      logger.warn('The session before a sign-in could not be ended', {
        reason: error instanceof Error ? error.name : 'unknown',
      });
    }
  }
  return session;
}
