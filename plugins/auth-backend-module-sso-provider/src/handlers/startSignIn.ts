import {
  isPortalPath,
  ssoConnectionIdSchema,
  SsoError,
} from '@latchkey/plugin-sso-common';
import type { Request } from 'express';
import { readRefusal } from '../refusal';
import type { SsoHandler, SsoHandlerContext } from './SsoHandlerContext';

/** The bearer value of an errand: 256 bits in base64url. */
const ERRAND = /^[A-Za-z0-9_-]{43}$/;

interface StartQuery {
  readonly connection: string;
  readonly returnTo?: string;
  /** What the sign-in is for, when it is not for a session. */
  readonly errand?: string;
}

function parseQuery(req: Request): StartQuery {
  const { connection, returnTo, errand } = req.query;
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
  // Never left out: without its errand, it would be a sign-in.
  if (
    errand !== undefined &&
    (typeof errand !== 'string' || !ERRAND.test(errand))
  ) {
    throw new SsoError('proof-invalid');
  }
  return { connection: id.data, returnTo, errand };
}

async function signInUrl(
  { discovery }: SsoHandlerContext,
  query: StartQuery,
  binding: string,
): Promise<string> {
  const baseUrl = await discovery.getExternalBaseUrl('sso');
  const url = new URL(`${baseUrl}/sign-in/${query.connection}/start`);
  url.searchParams.set('binding', binding);
  if (query.returnTo !== undefined) {
    url.searchParams.set('returnTo', query.returnTo);
  }
  if (query.errand !== undefined) {
    url.searchParams.set('errand', query.errand);
  }
  return url.href;
}

/**
 * `GET start?connection=…&returnTo=…&errand=…`: binds the sign-in to this browser and
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
