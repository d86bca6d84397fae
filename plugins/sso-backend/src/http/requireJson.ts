import { InputError } from '@backstage/errors';
import type { RequestHandler } from 'express';

/**
 * Refuses bodies that are not JSON. A form of another site can send text and
 * form fields with the browser's cookies, but not JSON without being asked
 * for permission first (CORS).
 */
export const requireJson: RequestHandler = (req, _res, next) => {
  const hasBody =
    Number(req.headers['content-length'] ?? 0) > 0 ||
    req.headers['transfer-encoding'] !== undefined;
  if (hasBody && !req.is('application/json')) {
    next(
      new InputError('Send the body as JSON (Content-Type: application/json)'),
    );
    return;
  }
  next();
};
