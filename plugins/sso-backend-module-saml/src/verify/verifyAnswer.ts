import { optionalChild, requiredAttribute } from '../xml/elements';
import { parseSamlXml } from '../xml/parseSamlXml';
import { redactXml } from '../xml/redactXml';
import { refuse } from '../xml/refuse';
import type { AnswerContext, VerifyAnswerOptions } from './AnswerContext';
import { checkAuthentication } from './checkAuthentication';
import { checkConditions } from './checkConditions';
import { checkConfirmation, checkRequestId } from './checkConfirmation';
import { checkDestination, checkIssuer, checkVersion } from './checkMessage';
import { checkResponseTree } from './checkResponseTree';
import { checkStatus } from './checkStatus';
import {
  findAssertion,
  type SignedAssertion,
  verifyOptionalSignature,
} from './findAssertion';
import { readAttributes } from './readAttributes';
import { readNameId } from './readNameId';
import { VerificationClock } from './VerificationClock';
import { VerificationLog } from './VerificationLog';
import type { VerifiedAnswer } from './VerifiedMessage';

function checkIssued(element: Element, { clock }: AnswerContext): void {
  clock.readIssueInstant(
    element.getAttribute('IssueInstant') ?? '',
    element.localName,
  );
}

/** What is said around the assertion; it counts for refusals only. */
function checkResponse(response: Element, context: AnswerContext) {
  const { log, options } = context;
  const { settings } = options;
  const found = checkResponseTree(response);
  checkVersion(response, log);
  const signature = verifyOptionalSignature(response, context);
  checkIssuer(response, {
    expected: settings.entityId,
    required: false,
    log,
  });
  checkStatus(response, log);
  if (!signature && settings.wantResponseSigned) {
    refuse('saml-signature-missing', 'The response is not signed');
  }
  checkDestination(response, {
    expected: options.acsUrl,
    required: signature !== undefined,
    log,
  });
  checkRequestId(response, context);
  checkIssued(response, context);
  return findAssertion(
    found ??
      refuse('saml-structure-invalid', 'The response holds no assertion'),
    context,
    signature,
  );
}

function readAnswer(
  { assertion, signature }: SignedAssertion,
  context: AnswerContext,
): VerifiedAnswer {
  const { clock, log, options } = context;
  const { settings } = options;
  checkVersion(assertion, log);
  checkIssuer(assertion, { expected: settings.entityId, required: true, log });
  checkIssued(assertion, context);
  const end = checkConditions(assertion, context);
  const subject =
    optionalChild(assertion, ['saml', 'Subject']) ??
    refuse('saml-subject-missing', 'The assertion has no Subject');
  const nameId = readNameId(subject, {
    keys: options.decryptionKeys,
    allowLegacyAlgorithms: settings.allowLegacyAlgorithms,
  });
  const confirmed = checkConfirmation(subject, context);
  const authentication = checkAuthentication(assertion, context);
  const attributes = readAttributes(assertion);
  log.note('Subject: NameID', nameId);
  log.note('Attributes', attributes);
  return {
    assertionId: requiredAttribute(assertion, 'ID'),
    issuer: settings.entityId,
    nameId,
    attributes,
    ...authentication,
    expiresAt: clock.lastMomentOf(end && end < confirmed ? end : confirmed),
    signedBy: signature.signedBy,
    checks: log.entries,
  };
}

/**
 * Verifies the answer to an AuthnRequest, or an unsolicited one, by the Web
 * Browser SSO profile (SAML profiles 4.1.4). The message is parsed once; every
 * signature in it has to be valid, one has to cover the assertion, and all
 * that is handed out is read below the element that was signed.
 *
 * @throws SsoError with the code of the first check that failed; its evidence
 *   holds all checks up to it
 */
export function verifyAnswer(options: VerifyAnswerOptions): VerifiedAnswer {
  const { now, settings } = options;
  const log = VerificationLog.create();
  const clock = VerificationClock.create({
    now,
    toleranceSeconds: settings.clockToleranceSeconds,
    log,
  });
  const context: AnswerContext = { options, log, clock };
  return log.run(() => {
    const response = parseSamlXml(options.xml);
    if (options.debug) {
      log.note('Response', redactXml(response));
    }
    return readAnswer(checkResponse(response, context), context);
  });
}
