import type { SsoErrorCode } from '@latchkey/plugin-sso-common';
import { optionalAttribute, optionalChild } from '../xml/elements';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';
import type { VerificationLog } from './VerificationLog';

const entityFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';

/**
 * Checks Version and ID (SAML core 1.3.4, 3.2.1), which all messages and
 * assertions have.
 *
 * @throws SsoError `saml-structure-invalid`
 */
export function checkVersion(element: Element, log: VerificationLog): void {
  const version = optionalAttribute(element, 'Version');
  log.expect(
    `${element.localName}: version`,
    { expected: '2.0', received: version },
    version === '2.0',
    {
      code: 'saml-structure-invalid',
      detail: `The version of ${element.localName} is not 2.0`,
    },
  );
  if (!optionalAttribute(element, 'ID')) {
    refuse('saml-structure-invalid', `${element.localName} has no ID`);
  }
}

/**
 * Checks that a message or assertion was made by the provider of the settings.
 *
 * @param required - whether an Issuer has to be there
 * @throws SsoError `saml-issuer-mismatch` or the given code
 */
export function checkIssuer(
  element: Element,
  options: {
    readonly expected: string;
    readonly required: boolean;
    readonly log: VerificationLog;
    readonly code?: SsoErrorCode;
  },
): void {
  const { expected, required, log, code = 'saml-issuer-mismatch' } = options;
  const issuer = optionalChild(element, ['saml', 'Issuer']);
  if (!issuer && !required) {
    return;
  }
  // White space around it does not belong to an entity ID, which has none.
  const received = issuer && textOf(issuer).trim();
  const format = issuer && optionalAttribute(issuer, 'Format');
  log.expect(
    `${element.localName}: issuer`,
    { expected, received },
    received === expected && (format ?? entityFormat) === entityFormat,
    {
      code,
      detail: `The issuer of ${element.localName} is not the entity ID of the provider`,
    },
  );
}

/**
 * Checks where a message was sent to. Two texts of one address, such as with
 * and without port, are not the same: providers copy it from the metadata.
 *
 * @param required - whether it has to be there, as in signed messages (SAML
 *   bindings 3.4.5.2, 3.5.5.2)
 * @throws SsoError `saml-recipient-mismatch` or the given code
 */
export function checkDestination(
  element: Element,
  options: {
    readonly expected: string;
    readonly required: boolean;
    readonly log: VerificationLog;
    readonly code?: SsoErrorCode;
  },
): void {
  const { expected, required, log, code = 'saml-recipient-mismatch' } = options;
  const received = optionalAttribute(element, 'Destination');
  if (received === undefined && !required) {
    return;
  }
  log.expect(
    `${element.localName}: destination`,
    { expected, received },
    received === expected,
    {
      code,
      detail: `The destination of ${element.localName} is not the address it came to`,
    },
  );
}
