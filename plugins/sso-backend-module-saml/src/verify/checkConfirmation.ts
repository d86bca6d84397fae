import { isSsoError, type SsoError } from '@latchkey/plugin-sso-common';
import {
  childrenNamed,
  optionalAttribute,
  optionalChild,
} from '../xml/elements';
import { refuse } from '../xml/refuse';
import type { AnswerContext } from './AnswerContext';

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** Refuses an InResponseTo that is not the id of the request, or not absent. */
export function checkRequestId(
  element: Element,
  { options, log }: AnswerContext,
): void {
  const received = optionalAttribute(element, 'InResponseTo');
  const expected = options.requestId;
  log.expect(
    `${element.localName}: in response to`,
    { expected, received },
    received === expected,
    {
      code: 'saml-request-mismatch',
      detail:
        expected === undefined
          ? `${element.localName} answers to a request, though none was made`
          : `${element.localName} does not answer to the request of this sign-in`,
    },
  );
}

/** The end of a bearer confirmation that fits (SAML profiles 4.1.4.2). */
function checkBearer(confirmation: Element, context: AnswerContext): Date {
  const { options, log, clock } = context;
  const data =
    optionalChild(confirmation, ['saml', 'SubjectConfirmationData']) ??
    refuse(
      'saml-confirmation-invalid',
      'The bearer confirmation says nothing about its use',
    );
  const recipient = optionalAttribute(data, 'Recipient');
  log.expect(
    'Confirmation: recipient',
    { expected: options.acsUrl, received: recipient },
    recipient === options.acsUrl,
    {
      code: 'saml-recipient-mismatch',
      detail: 'The recipient of the confirmation is not the ACS URL',
    },
  );
  checkRequestId(data, context);
  if (data.hasAttribute('NotBefore')) {
    refuse(
      'saml-confirmation-invalid',
      'A bearer confirmation must not have NotBefore',
    );
  }
  return (
    clock.checkPeriod(
      { notOnOrAfter: optionalAttribute(data, 'NotOnOrAfter') },
      'Confirmation',
    ) ?? refuse('saml-time-invalid', 'The confirmation has no NotOnOrAfter')
  );
}

/**
 * Checks that the bearer of the assertion is its subject here and now: at
 * least one confirmation of the method "bearer" has to fit wholly.
 *
 * @returns the latest end of those that fit
 * @throws SsoError of the first bearer confirmation when none fits;
 *   `saml-confirmation-invalid` when there is none
 */
export function checkConfirmation(
  subject: Element,
  context: AnswerContext,
): Date {
  const confirmations = childrenNamed(subject, ['saml', 'SubjectConfirmation']);
  const methods = confirmations.map(each => optionalAttribute(each, 'Method'));
  context.log.expect(
    'Subject: confirmation',
    { expected: bearer, received: methods },
    methods.includes(bearer),
    {
      code: 'saml-confirmation-invalid',
      detail: 'The assertion has no confirmation of the method "bearer"',
    },
  );
  const ends: Date[] = [];
  let refusal: SsoError | undefined;
  confirmations
    .filter((_, index) => methods[index] === bearer)
    .forEach(confirmation => {
      try {
        ends.push(checkBearer(confirmation, context));
      } catch (error) {
        if (!isSsoError(error)) {
          throw error;
        }
        refusal ??= error;
      }
    });
  if (ends.length === 0) {
    throw refusal;
  }
  return new Date(Math.max(...ends.map(Number)));
}
