import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  isSsoError,
  isSsoErrorCode,
  type SsoErrorCode,
  ssoErrors,
} from '@latchkey/plugin-sso-common';
import type { Response } from 'express';

/** Why a request was refused, as the browser may know it. */
export interface ReadRefusal {
  readonly code: SsoErrorCode;
  /** Plain words for the person. */
  readonly reason: string;
  readonly status: number;
  /** Short code under which administrators find the trace. */
  readonly reference?: string;
}

function describe(code: SsoErrorCode): ReadRefusal {
  const { reason, status } = ssoErrors[code];
  return { code, reason, status };
}

/**
 * What the browser gets to know of an error: the stable code of a refusal.
 * Anything else is `internal`; its cause goes to the log.
 */
export function readRefusal(
  error: unknown,
  { logger }: { logger: LoggerService },
): ReadRefusal {
  if (isSsoError(error) && isSsoErrorCode(error.code)) {
    return { ...describe(error.code), reference: error.reference };
  }
  logger.error(
    'A sign-in request failed',
    error instanceof Error ? error : new Error(String(error)),
  );
  return describe('internal');
}

const errorNames: Readonly<Record<number, string>> = {
  400: 'InputError',
  401: 'AuthenticationError',
  403: 'NotAllowedError',
  404: 'NotFoundError',
  409: 'ConflictError',
  503: 'ServiceUnavailableError',
};

/** Answers with a refusal: a usual Backstage error and its code beside it. */
export function sendRefusal(res: Response, refusal: ReadRefusal): void {
  const { status, code, reason, reference } = refusal;
  res.status(status).json({
    error: { name: errorNames[status] ?? 'Error', message: reason },
    refusal: { code, reason, reference },
    response: { statusCode: status },
  });
}
