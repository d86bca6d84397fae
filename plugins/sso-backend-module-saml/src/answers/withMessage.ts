import { SsoError } from '@latchkey/plugin-sso-common';
import { redactUnread } from './redactUnread';

/**
 * A refusal in debug mode. Verification shows the message that it could read;
 * when it could not, the text itself is what an administrator needs.
 */
export function withMessage(error: SsoError, xml: string): SsoError {
  if (error.code !== 'saml-xml-refused') {
    return error;
  }
  return new SsoError(error.code, {
    detail: error.detail,
    evidence: [
      ...error.evidence,
      { label: 'Message', value: redactUnread(xml) },
    ],
    cause: error.cause,
  });
}
