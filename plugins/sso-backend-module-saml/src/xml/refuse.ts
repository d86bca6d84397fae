import {
  SsoError,
  type SsoErrorCode,
  type SsoEvidence,
} from '@latchkey/plugin-sso-common';

/** Refuses a message, with one sentence that says why. */
export function refuse(
  code: SsoErrorCode,
  detail: string,
  evidence: readonly SsoEvidence[] = [],
): never {
  throw new SsoError(code, { detail, evidence });
}
