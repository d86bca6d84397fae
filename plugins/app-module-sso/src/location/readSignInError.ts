import {
  isSsoErrorCode,
  type SsoErrorCode,
  ssoErrors,
} from '@latchkey/plugin-sso-common';

/** Why the last sign-in was refused, or signing out is not complete. */
export interface SignInError {
  /** Plain words of our own; `undefined` for a code that is not known. */
  readonly reason?: string;
  /** Short code under which administrators find the trace. */
  readonly reference?: string;
  /** The code, if it is a known one. */
  readonly code?: SsoErrorCode;
}

const REFERENCE = /^[A-Z0-9-]{4,20}$/;

/**
 * The refusal in the query of an address, where the backend puts it. Anyone can
 * write a link to this page, so no text of the address is ever shown: the code
 * only picks one of our own reasons, and the reference has a narrow form.
 */
export function readSignInError(address: string): SignInError | undefined {
  const { searchParams } = new URL(address);
  const code = searchParams.get('sso_error');
  const reference = searchParams.get('sso_reference') ?? '';
  if (code === null) {
    return undefined;
  }
  const isKnown = isSsoErrorCode(code);
  return {
    code: isKnown ? code : undefined,
    reason: isKnown ? ssoErrors[code].reason : undefined,
    reference: REFERENCE.test(reference) ? reference : undefined,
  };
}
