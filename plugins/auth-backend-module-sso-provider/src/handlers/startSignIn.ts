import {
  isPortalPath,
  ssoConnectionIdSchema,
  SsoError,
} from '@latchkey/plugin-sso-common';
import type { Request } from 'express';
import { readRefusal } from '../refusal';
import type { SsoHandler, SsoHandlerContext } from './SsoHandlerContext';

function parseQuery(req: Request): { connection: string; returnTo?: string } {
  const { connection, returnTo } = req.query;
  if (
    returnTo !== undefined &&
    (typeof returnTo !== 'string' || !isPortalPath(returnTo))
  ) {
    throw new SsoError('return-to-invalid');
  }
  const id = ssoConnectionIdSchema.safeParse(connection);
  if (!id.success) {
    throw new SsoError('connection-not-found');
  }
  return { connection: id.data, returnTo };
}

async function signInUrl(
  { discovery }: SsoHandlerContext,
  query: { connection: string; returnTo?: string },
  binding: string,
): Promise<string> {
  const baseUrl = await discovery.getExternalBaseUrl('sso');
  const url = new URL(`${baseUrl}/sign-in/${query.connection}/start`);
  url.searchParams.set('binding', binding);
  if (query.returnTo !== undefined) {
    url.searchParams.set('returnTo', query.returnTo);
  }
  return url.href;
}

/**
 * `GET start?connection=…&returnTo=…`: binds the sign-in to this browser and
 * sends it on to the `sso` plugin, which talks to the provider.
 */
export const startSignIn: SsoHandler = async (context, req, res) => {
  try {
    const query = parseQuery(req);
    const binding = context.bindingCookie.ensure(req, res);
    res.redirect(302, await signInUrl(context, query, binding));
  } catch (error) {
    res.redirect(302, context.portal.toRefusal(readRefusal(error, context)));
  }
};
