import {
  AuthenticationError,
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { ssoRefusalSchema } from '@latchkey/plugin-sso-common';
import { z } from 'zod/v4';
import { SsoApiError } from './SsoApiError';
import { SsoInputError } from './SsoInputError';

const bodySchema = z.object({
  error: z
    .object({ message: z.string().min(1) })
    .optional()
    .catch(undefined),
  fields: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .catch(undefined),
  refusal: ssoRefusalSchema.optional().catch(undefined),
});

/**
 * Turns an answer that is not OK into the error that callers handle. Proxies
 * may answer with anything, so nothing of the body is taken for granted.
 *
 * @public
 */
export async function readSsoErrorResponse(response: Response): Promise<Error> {
  const parsed = bodySchema.safeParse(
    await response.json().catch(() => undefined),
  );
  const body = parsed.data ?? {};
  const message =
    body.error?.message ?? `The portal answered with ${response.status}.`;

  if (body.refusal) {
    return new SsoApiError(body.refusal.reason, {
      status: response.status,
      refusal: body.refusal,
    });
  }
  switch (response.status) {
    case 400:
      return new SsoInputError(message, body.fields);
    case 401:
      return new AuthenticationError(message);
    case 403:
      return new NotAllowedError(message);
    case 404:
      return new NotFoundError(message);
    case 409:
      return new ConflictError(message);
    default:
      return new SsoApiError(message, { status: response.status });
  }
}
