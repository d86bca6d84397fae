import { isSsoError, type SsoCheckFinding } from '@latchkey/plugin-sso-common';

/**
 * A refusal as a finding.
 *
 * @throws what is no refusal: something is wrong in the portal itself
 */
export function toFinding(title: string, error: unknown): SsoCheckFinding {
  if (!isSsoError(error)) {
    throw error;
  }
  return {
    title,
    outcome: 'failed',
    code: error.code,
    detail: error.detail,
    advice: error.description.advice,
  };
}
