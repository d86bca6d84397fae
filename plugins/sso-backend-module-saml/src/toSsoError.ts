import {
  isSsoError,
  SsoError,
  SsoErrorCode,
} from '@latchkey/plugin-sso-common';

// Errors of libraries quote what they could not read: only their kind may
// reach a log.
function redact(error: unknown): Error {
  const name = error instanceof Error ? error.name : typeof error;
  return new Error(`${name} in the SAML module`);
}

/**
 * Turns whatever was thrown into a coded error without anything of a message
 * or a key in it.
 *
 * @param code - of errors that have none
 */
export function toSsoError(
  error: unknown,
  code: SsoErrorCode,
  detail: string,
): SsoError {
  return isSsoError(error)
    ? error
    : new SsoError(code, { detail, cause: redact(error) });
}
