import { isSsoErrorCode, ssoErrors } from '@latchkey/plugin-sso-common';
import { SsoApiError } from '@latchkey/plugin-sso-react';
import type { SignInError } from '../location';

/**
 * The refusal in an error, in our own words; `undefined` when the error is
 * something else, such as a network that is down.
 */
export function describeSignInError(error: unknown): SignInError | undefined {
  if (!(error instanceof SsoApiError) || !error.refusal) {
    return undefined;
  }
  const { code, reason, reference } = error.refusal;
  const isKnown = isSsoErrorCode(code);
  return {
    code: isKnown ? code : undefined,
    reason: isKnown ? ssoErrors[code].reason : reason,
    reference,
  };
}
