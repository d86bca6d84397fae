import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import type { Request } from 'express';
import type { SsoHandlerContext } from './SsoHandlerContext';

/**
 * Whether a request was made by script. Another site cannot add this header
 * without asking first (CORS preflight), and is refused then.
 */
export function isMadeByScript(req: Request): boolean {
  return req.header('x-requested-with') === 'XMLHttpRequest';
}

/** @throws AuthenticationError when a form, link or image made the request. */
export function requireScript(req: Request): void {
  if (!isMadeByScript(req)) {
    throw new AuthenticationError(
      'The header X-Requested-With: XMLHttpRequest is missing',
    );
  }
}

/**
 * Refuses requests that change something and were made by another site.
 *
 * @throws NotAllowedError when a form made the request, or another origin.
 */
export function requireOwnPage(
  req: Request,
  { isOriginAllowed }: Pick<SsoHandlerContext, 'isOriginAllowed'>,
): void {
  if (!isMadeByScript(req)) {
    throw new NotAllowedError(
      'The header X-Requested-With: XMLHttpRequest is missing',
    );
  }
  const origin = req.header('origin');
  if (origin !== undefined && !isOriginAllowed(origin)) {
    throw new NotAllowedError('The origin of the request is not allowed');
  }
}
