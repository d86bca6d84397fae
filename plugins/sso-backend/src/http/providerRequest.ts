import { ssoConnectionIdSchema, SsoError } from '@latchkey/plugin-sso-common';
import { concealQuery, SsoCallbackRequest } from '@latchkey/plugin-sso-node';
import express, { Request, RequestHandler } from 'express';
import { readFields, readQuery } from './parameters';

/** Providers answer with a few kilobytes; signed XML with up to this. */
const MAX_BODY = '512kb';

/** URLs as received; what the log may say of a request is less. */
const receivedUrls = new WeakMap<Request, string>();

/** Takes the query out of what the log gets to see, before anything else. */
export const receiveProviderRequest: RequestHandler = (req, res, next) => {
  receivedUrls.set(req, concealQuery(req));
  if (req.method === 'HEAD') {
    // Express would answer it like a GET, and a state would be spent.
    res.status(405).set('Allow', 'GET, POST').end();
    return;
  }
  next();
};

/**
 * Reads the body of a form post as text: qs and querystring would each read
 * duplicates their own way.
 */
export const readProviderForm: RequestHandler = express.text({
  type: 'application/x-www-form-urlencoded',
  limit: MAX_BODY,
});

/** The URL of a request that {@link receiveProviderRequest} has seen. */
export function receivedUrlOf(req: Request): string {
  return receivedUrls.get(req) ?? req.originalUrl;
}

/**
 * @throws SsoError `connection-not-found` when no SSO connection can have
 *   the id in the path
 */
export function readConnectionId(req: Request): string {
  const parsed = ssoConnectionIdSchema.safeParse(req.params.connectionId);
  if (!parsed.success) {
    throw new SsoError('connection-not-found');
  }
  return parsed.data;
}

/**
 * What the browser brought, as protocols get to see it.
 *
 * @throws SsoError `callback-malformed` when a parameter was sent twice
 */
export function readProviderRequest(
  req: Request,
  method: SsoCallbackRequest['method'],
): SsoCallbackRequest {
  const originalUrl = receivedUrlOf(req);
  return {
    method,
    originalUrl,
    query: readQuery(originalUrl),
    body: method === 'POST' ? readFields(req.body) : {},
  };
}
