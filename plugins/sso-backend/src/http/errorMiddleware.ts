import { InputError } from '@backstage/errors';
import { isSsoError } from '@latchkey/plugin-sso-common';
import type { ErrorRequestHandler } from 'express';
import { FieldErrors } from '../connections/FieldErrors';
import { RetryLaterError } from '../local/RetryLaterError';
import { BodyTooLargeError } from './BodyTooLargeError';

// Backstage's names of errors by status, so that its clients understand ours.
const NAMES: Readonly<Record<number, string>> = {
  400: 'InputError',
  401: 'AuthenticationError',
  403: 'NotAllowedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  503: 'ServiceUnavailableError',
};

/**
 * Answers the errors that say more than Backstage's own handler can: refusals
 * with a code, inputs with several wrong fields, bodies that are too large.
 * All other errors go on to that handler.
 */
export function createErrorMiddleware(): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    res.setHeader('Cache-Control', 'no-store');
    const request = { method: req.method, url: req.baseUrl + req.path };
    if (error instanceof FieldErrors) {
      res.status(400).json({
        error: { name: 'InputError', message: error.message },
        fields: error.fields,
        request,
        response: { statusCode: 400 },
      });
    } else if (isSsoError(error)) {
      const { status, reason } = error.description;
      if (error instanceof RetryLaterError) {
        res.setHeader('Retry-After', error.seconds);
      }
      res.status(status).json({
        // The detail is for administrators; they find it in the trace.
        error: { name: NAMES[status] ?? 'Error', message: reason },
        refusal: { code: error.code, reason, reference: error.reference },
        request,
        response: { statusCode: status },
      });
    } else if (error instanceof BodyTooLargeError) {
      res.status(413).json({
        error: { name: error.name, message: error.message },
        request,
        response: { statusCode: 413 },
      });
    } else if (error?.type === 'entity.parse.failed') {
      // The error of the parser carries the whole body, passwords included.
      next(new InputError('The body is not valid JSON'));
    } else {
      next(error);
    }
  };
}
