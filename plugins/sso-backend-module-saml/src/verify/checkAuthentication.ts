import {
  childrenNamed,
  optionalAttribute,
  optionalChild,
} from '../xml/elements';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';
import { timeOf } from '../xml/time';
import type { AnswerContext, VerifyAnswerOptions } from './AnswerContext';
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

/**
 * With ForceAuthn the person has to have signed in since the request. Like the
 * context, it is a wish that the browser can take out of a request.
 */
function checkAnew(authenticatedAt: Date, options: VerifyAnswerOptions): void {
  const { requestedAt, settings } = options;
  const tolerance = settings.clockToleranceSeconds * 1000;
  if (
    settings.forceAuthn &&
    requestedAt &&
    authenticatedAt.getTime() < requestedAt.getTime() - tolerance
  ) {
    refuse(
      'saml-authentication-missing',
      `The person signed in at the provider at ${authenticatedAt.toISOString()}, before the request of ${requestedAt.toISOString()}, which asked to do it anew`,
    );
  }
}

function checkStatement(
  statement: Element,
  { options, log, clock }: AnswerContext,
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
  checkAnew(authenticatedAt, options);
  return {
    sessionIndex: optionalAttribute(statement, 'SessionIndex') || undefined,
    authenticatedAt,
    authnContext,
  };
}

/**
 * Checks that the person was authenticated, and is still signed in at the
 * provider (SAML core 2.7.2). Of several statements all have to be right; the
 * first one is handed out, or the first with a context that was asked for.
 *
 * The answer has to show that context: the browser carries the request, so
 * whoever sits there can take the wish out of one that is not signed.
 *
 * @throws SsoError `saml-authentication-missing`, `saml-time-invalid`,
 *   `saml-not-yet-valid`
 */
export function checkAuthentication(
  assertion: Element,
  context: AnswerContext,
): SamlAuthentication {
  const { options, log } = context;
  const [first, ...others] = childrenNamed(assertion, [
    'saml',
    'AuthnStatement',
  ]).map(statement => checkStatement(statement, context));
  if (!first) {
    return refuse(
      'saml-authentication-missing',
      'The assertion has no AuthnStatement',
    );
  }
  // Nothing was asked of a provider that answers unasked.
  const wanted =
    options.requestId === undefined ? [] : options.settings.authnContext;
  if (wanted.length === 0) {
    return first;
  }
  const all = [first, ...others];
  const fitting = all.find(
    ({ authnContext }) => authnContext && wanted.includes(authnContext),
  );
  log.expect(
    'Authentication: context',
    { expected: wanted, received: all.map(each => each.authnContext) },
    fitting !== undefined,
    {
      code: 'saml-authentication-missing',
      detail:
        'The person did not sign in at the provider in one of the ways that the settings ask for (Authentication context)',
    },
  );
  return fitting ?? first;
}
