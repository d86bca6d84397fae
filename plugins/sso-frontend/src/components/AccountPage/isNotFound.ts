import { SsoApiError } from '@latchkey/plugin-sso-react';

/** Whether the backend answered that there is no such thing. */
export function isNotFound(error: Error): boolean {
  return (
    error.name === 'NotFoundError' ||
    (error instanceof SsoApiError && error.status === 404)
  );
}
