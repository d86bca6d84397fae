import {
  childElements,
  childrenNamed,
  isNamed,
  optionalAttribute,
  optionalChild,
} from '../xml/elements';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';
import type { AnswerContext } from './AnswerContext';

const known = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'];

/**
 * Checks the conditions of an assertion (SAML core 2.5.1): its period, and
 * that it was made for this portal. Every restriction has to name the portal,
 * one audience of it is enough (2.5.1.4). A condition that is not known makes
 * an assertion worthless (2.5.1.1). An assertion is never taken twice, so
 * OneTimeUse asks for nothing more.
 *
 * @returns the end of the period, if there is one
 * @throws SsoError `saml-audience-mismatch`, `saml-structure-invalid`,
 *   `saml-time-invalid`, `saml-not-yet-valid`, `saml-expired`
 */
export function checkConditions(
  assertion: Element,
  { options, log, clock }: AnswerContext,
): Date | undefined {
  const conditions = optionalChild(assertion, ['saml', 'Conditions']);
  const unknown =
    conditions &&
    childElements(conditions).find(
      child => !known.some(name => isNamed(child, ['saml', name])),
    );
  if (unknown) {
    refuse(
      'saml-structure-invalid',
      `The assertion has an unknown condition ${unknown.localName}`,
    );
  }
  const restrictions = (
    conditions ? childrenNamed(conditions, ['saml', 'AudienceRestriction']) : []
  ).map(restriction =>
    childrenNamed(restriction, ['saml', 'Audience']).map(audience =>
      // White space around an xs:anyURI does not belong to it.
      textOf(audience).trim(),
    ),
  );
  log.expect(
    'Assertion: audience',
    {
      expected: options.audience,
      received: restrictions.map(audiences => audiences.join(' or ')),
    },
    restrictions.length > 0 &&
      restrictions.every(audiences => audiences.includes(options.audience)),
    {
      code: 'saml-audience-mismatch',
      detail:
        restrictions.length > 0
          ? 'The assertion was made for another audience'
          : 'The assertion does not say for whom it was made',
    },
  );
  return (
    conditions &&
    clock.checkPeriod(
      {
        notBefore: optionalAttribute(conditions, 'NotBefore'),
        notOnOrAfter: optionalAttribute(conditions, 'NotOnOrAfter'),
      },
      'Conditions',
    )
  );
}
