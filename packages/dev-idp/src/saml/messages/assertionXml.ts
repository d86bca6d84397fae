import { encryptElement } from '../encryption/encryptElement';
import { namespaces } from '../names';
import { signRoot } from '../signing/signRoot';
import { element } from '../xml/element';
import { escapeXml } from '../xml/escapeXml';
import {
  SamlAssertionDraft,
  SamlAttributeDraft,
  SamlAuthnStatementDraft,
  SamlConditionsDraft,
  SamlConfirmationDraft,
  SamlNameIdDraft,
} from './ResponseDraft';

/** An `Issuer` element; nothing without a name. */
export function issuerXml(issuer: string | undefined): string {
  return issuer === undefined
    ? ''
    : element(
        'saml:Issuer',
        { 'xmlns:saml': namespaces.assertion },
        escapeXml(issuer),
      );
}

/** A `NameID` element. */
export function nameIdXml(nameId: SamlNameIdDraft): string {
  return element(
    'saml:NameID',
    {
      'xmlns:saml': namespaces.assertion,
      Format: nameId.format,
      NameQualifier: nameId.nameQualifier,
      SPNameQualifier: nameId.spNameQualifier,
    },
    nameId.xml,
  );
}

function confirmationXml(draft: SamlConfirmationDraft): string {
  return element(
    'saml:SubjectConfirmation',
    { Method: draft.method },
    draft.withoutData
      ? ''
      : element('saml:SubjectConfirmationData', {
          NotBefore: draft.notBefore,
          NotOnOrAfter: draft.notOnOrAfter,
          Recipient: draft.recipient,
          InResponseTo: draft.inResponseTo,
        }),
  );
}

function conditionsXml(draft: SamlConditionsDraft): string {
  return element(
    'saml:Conditions',
    { NotBefore: draft.notBefore, NotOnOrAfter: draft.notOnOrAfter },
    ...draft.audienceRestrictions.map(audiences =>
      element(
        'saml:AudienceRestriction',
        {},
        ...audiences.map(audience =>
          element('saml:Audience', {}, escapeXml(audience)),
        ),
      ),
    ),
    draft.xml,
  );
}

function authnStatementXml(draft: SamlAuthnStatementDraft): string {
  return element(
    'saml:AuthnStatement',
    {
      AuthnInstant: draft.authnInstant,
      SessionIndex: draft.sessionIndex,
      SessionNotOnOrAfter: draft.sessionNotOnOrAfter,
    },
    element(
      'saml:AuthnContext',
      {},
      element(
        'saml:AuthnContextClassRef',
        {},
        escapeXml(draft.authnContext ?? ''),
      ),
    ),
  );
}

function attributeXml(draft: SamlAttributeDraft): string {
  return element(
    'saml:Attribute',
    {
      Name: draft.name,
      NameFormat: draft.nameFormat,
      FriendlyName: draft.friendlyName,
    },
    ...draft.values.map(value => element('saml:AttributeValue', {}, value)),
  );
}

/** The assertion as it is, neither signed nor encrypted. */
export function plainAssertionXml(draft: SamlAssertionDraft): string {
  return element(
    'saml:Assertion',
    {
      'xmlns:saml': namespaces.assertion,
      ID: draft.id,
      Version: draft.version,
      IssueInstant: draft.issueInstant,
    },
    issuerXml(draft.issuer),
    element(
      'saml:Subject',
      {},
      draft.nameId && nameIdXml(draft.nameId),
      ...draft.confirmations.map(confirmationXml),
    ),
    draft.conditions && conditionsXml(draft.conditions),
    draft.advice && element('saml:Advice', {}, draft.advice),
    ...draft.authnStatements.map(authnStatementXml),
    draft.attributes.length > 0
      ? element(
          'saml:AttributeStatement',
          {},
          ...draft.attributes.map(attributeXml),
        )
      : undefined,
  );
}

/** The assertion, signed and then encrypted as its draft says. */
export async function assertionXml(draft: SamlAssertionDraft): Promise<string> {
  const plain = plainAssertionXml(draft);
  const signed = draft.signature ? signRoot(plain, draft.signature) : plain;
  return draft.encryption
    ? element(
        'saml:EncryptedAssertion',
        { 'xmlns:saml': namespaces.assertion },
        await encryptElement(signed, draft.encryption),
      )
    : signed;
}
