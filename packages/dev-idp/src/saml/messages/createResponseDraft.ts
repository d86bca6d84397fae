import { DevPerson } from '../../people';
import {
  authnContexts,
  confirmationMethods,
  nameIdFormats,
  statusCodes,
} from '../names';
import { escapeXml } from '../xml/escapeXml';
import { createId } from './createId';
import { personAttributes } from './personAttributes';
import { SamlAssertionDraft, SamlResponseDraft } from './ResponseDraft';

/** For whom an answer is made. @public */
export interface SamlAnswerContext {
  /** Where the answer is going to be posted. */
  acsUrl: string;
  /** Entity ID of the service provider. */
  audience: string;
  /** ID of the AuthnRequest; undefined for an unsolicited answer. */
  requestId?: string;
  now: Date;
  person: DevPerson;
}

const minute = 60_000;
const sessionMinutes = 8 * 60;

/** A time, some minutes away, as SAML writes it (SAML core 1.3.3). */
export function timeAt(now: Date, minutes = 0): string {
  return new Date(now.getTime() + minutes * minute).toISOString();
}

/** An honest assertion about the person, not signed. */
export function createAssertionDraft(
  entityId: string,
  context: SamlAnswerContext,
): SamlAssertionDraft {
  const { now, person } = context;
  return {
    id: createId(),
    version: '2.0',
    issueInstant: timeAt(now),
    issuer: entityId,
    nameId: {
      xml: escapeXml(person.subject),
      format: nameIdFormats.persistent,
      nameQualifier: entityId,
      spNameQualifier: context.audience,
    },
    confirmations: [
      {
        method: confirmationMethods.bearer,
        notOnOrAfter: timeAt(now, 5),
        recipient: context.acsUrl,
        inResponseTo: context.requestId,
      },
    ],
    conditions: {
      notBefore: timeAt(now),
      notOnOrAfter: timeAt(now, 5),
      audienceRestrictions: [[context.audience]],
    },
    authnStatements: [
      {
        authnInstant: timeAt(now),
        sessionIndex: createId(),
        sessionNotOnOrAfter: timeAt(now, sessionMinutes),
        authnContext: authnContexts.passwordProtectedTransport,
      },
    ],
    attributes: personAttributes(person),
  };
}

/** An honest answer with one assertion, nothing signed. */
export function createResponseDraft(
  entityId: string,
  context: SamlAnswerContext,
): SamlResponseDraft {
  return {
    id: createId(),
    version: '2.0',
    issueInstant: timeAt(context.now),
    issuer: entityId,
    destination: context.acsUrl,
    inResponseTo: context.requestId,
    status: { code: statusCodes.success },
    assertions: [createAssertionDraft(entityId, context)],
  };
}
