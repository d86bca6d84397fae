import {
  oneChild,
  optionalAttribute,
  optionalChild,
  requiredAttribute,
} from '../xml/elements';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';
import { cleanText, type VerificationLog } from './VerificationLog';
import type { SamlStatus } from './VerifiedMessage';

const prefix = 'urn:oasis:names:tc:SAML:2.0:status:';
const success = `${prefix}Success`;
const denied = [`${prefix}AuthnFailed`, `${prefix}RequestDenied`];

/** @throws SsoError `saml-structure-invalid` */
export function readStatus(response: Element): SamlStatus {
  const status = oneChild(response, ['samlp', 'Status']);
  const first = oneChild(status, ['samlp', 'StatusCode']);
  const codes = [requiredAttribute(first, 'Value')];
  const second = optionalChild(first, ['samlp', 'StatusCode']);
  const detail = second && optionalAttribute(second, 'Value');
  const message = optionalChild(status, ['samlp', 'StatusMessage']);
  return {
    success: codes[0] === success,
    codes: detail ? [...codes, detail] : codes,
    message: message && cleanText(textOf(message)),
  };
}

/**
 * Refuses a response that reports a failure.
 *
 * @throws SsoError `provider-denied`, `saml-status`
 */
export function checkStatus(response: Element, log: VerificationLog): void {
  const status = readStatus(response);
  const codes = status.codes.map(cleanText);
  log.note('Status', { reported: codes, message: status.message });
  if (!status.success) {
    refuse(
      status.codes.some(code => denied.includes(code))
        ? 'provider-denied'
        : 'saml-status',
      `The provider reports ${codes
        .map(code => code.replace(prefix, ''))
        .join(', ')}${status.message ? `: ${status.message}` : ''}`,
    );
  }
}
