import {
  childrenNamed,
  optionalAttribute,
  optionalChild,
} from '../xml/elements';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';
import { timeOf } from '../xml/time';
import type { AnswerContext } from './AnswerContext';
import { cleanText } from './VerificationLog';

/** When and how the provider authenticated the person. */
export interface SamlAuthentication {
  readonly sessionIndex?: string;
  readonly authenticatedAt: Date;
  readonly authnContext?: string;
}

function contextOf(statement: Element): string | undefined {
  const context = optionalChild(statement, ['saml', 'AuthnContext']);
  const reference =
    context && optionalChild(context, ['saml', 'AuthnContextClassRef']);
  return reference && textOf(reference).trim();
}

function checkStatement(
  statement: Element,
  { log, clock }: AnswerContext,
): SamlAuthentication {
  const authenticatedAt = timeOf(
    optionalAttribute(statement, 'AuthnInstant') ?? '',
    'AuthnInstant',
  );
  const ends = optionalAttribute(statement, 'SessionNotOnOrAfter');
  const sessionEnd =
    ends === undefined ? undefined : timeOf(ends, 'SessionNotOnOrAfter');
  const authnContext = contextOf(statement);
  log.note('Authentication', {
    at: authenticatedAt.toISOString(),
    sessionEndsAt: sessionEnd?.toISOString(),
    portal: clock.now.toISOString(),
    context: authnContext && cleanText(authnContext),
  });
  clock.checkStart(authenticatedAt, 'AuthnInstant');
  if (sessionEnd && clock.lastMomentOf(sessionEnd) <= clock.now) {
    refuse(
      'saml-authentication-missing',
      `The session at the provider ended at ${sessionEnd.toISOString()}; the clock of the portal says ${clock.now.toISOString()}`,
    );
  }
  return {
    sessionIndex: optionalAttribute(statement, 'SessionIndex') || undefined,
    authenticatedAt,
    authnContext,
  };
}

/**
 * Checks that the person was authenticated, and is still signed in at the
 * provider (SAML core 2.7.2). Of several statements all have to be right; the
 * first one is handed out.
 *
 * @throws SsoError `saml-authentication-missing`, `saml-time-invalid`,
 *   `saml-not-yet-valid`
 */
export function checkAuthentication(
  assertion: Element,
  context: AnswerContext,
): SamlAuthentication {
  const [first] = childrenNamed(assertion, ['saml', 'AuthnStatement']).map(
    statement => checkStatement(statement, context),
  );
  return (
    first ??
    refuse('saml-authentication-missing', 'The assertion has no AuthnStatement')
  );
}
