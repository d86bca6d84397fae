import type { SsoCheckFinding, SsoError } from '@latchkey/plugin-sso-common';

/** A coded error as administrators read it among findings. */
export function toFailedFinding(
  error: SsoError,
  title: string,
): SsoCheckFinding & { outcome: 'failed' } {
  return {
    title,
    outcome: 'failed',
    code: error.code,
    detail: error.detail ?? error.description.reason,
    advice: error.description.advice,
  };
}
