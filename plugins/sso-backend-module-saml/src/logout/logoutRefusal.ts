import { SsoError } from '@latchkey/plugin-sso-common';
import { toSsoError } from '../toSsoError';

/**
 * A refusal on the way out. Codes of verification speak of signing in to the
 * person; here they become one that does not, and stand in the evidence.
 */
export function logoutRefusal(error: unknown): SsoError {
  const refusal = toSsoError(
    error,
    'saml-logout-invalid',
    'The message cannot be processed',
  );
  return refusal.code.startsWith('saml-') &&
    refusal.code !== 'saml-logout-invalid'
    ? new SsoError('saml-logout-invalid', {
        detail: refusal.detail,
        evidence: [
          ...refusal.evidence,
          { label: 'Refused as', value: refusal.code },
        ],
        cause: refusal.cause,
      })
    : refusal;
}
