import { createAssertionDraft, timeAt } from '../messages/createResponseDraft';
import { nameIdFormats, statusCodes } from '../names';
import { escapeXml } from '../xml/escapeXml';
import { AttackRow, AttackTools, createAttack } from './createAttack';
import { SamlRefusalCode } from './types';

const otherIssuer = 'https://other-idp.example.test/metadata';

function nameId(
  id: string,
  title: string,
  codes: SamlRefusalCode[],
  xml: (tools: AttackTools) => string,
): AttackRow {
  return {
    id,
    title,
    codes,
    draft({ assertions: [assertion] }, tools) {
      assertion.nameId!.xml = xml(tools);
    },
  };
}

const rows: AttackRow[] = [
  {
    id: 'M22-assertion',
    title: 'The issuer of the assertion is another provider',
    codes: ['saml-issuer-mismatch'],
    draft({ assertions: [assertion] }) {
      assertion.issuer = otherIssuer;
    },
  },
  {
    id: 'M22-response',
    title: 'The issuer of the Response is another provider',
    codes: ['saml-issuer-mismatch'],
    draft(draft) {
      draft.issuer = otherIssuer;
    },
  },
  {
    id: 'M22-missing',
    title: 'The assertion has no issuer',
    codes: ['saml-issuer-mismatch', 'saml-structure-invalid'],
    draft({ assertions: [assertion] }) {
      assertion.issuer = undefined;
    },
  },
  {
    id: 'M22-longer',
    title: 'The issuer begins with the entity ID of the provider',
    codes: ['saml-issuer-mismatch'],
    draft({ assertions: [assertion] }, { forge }) {
      assertion.issuer = `${forge.entityId}.attacker.test`;
    },
  },
  {
    id: 'M22-withoutResponseIssuer',
    title: 'The Response, which is not signed, has no issuer',
    draft(draft) {
      draft.issuer = undefined;
    },
  },
  {
    id: 'M23',
    title: 'A genuine answer of another provider, with its own key',
    codes: ['saml-issuer-mismatch', 'saml-signature-invalid'],
    draft(draft, { forge }) {
      draft.issuer = otherIssuer;
      draft.assertions[0].issuer = otherIssuer;
      draft.assertions[0].signature = forge.signature(forge.attackerKey);
    },
  },
  {
    id: 'M24-status',
    title: 'The status says that the person could not sign in',
    codes: ['saml-status', 'provider-denied'],
    draft(draft) {
      draft.status = {
        code: statusCodes.responder,
        subcode: statusCodes.authnFailed,
      };
    },
  },
  {
    id: 'M24-statusOnly',
    title: 'The sign-in failed, and there is no assertion',
    codes: ['saml-status'],
    draft(draft) {
      draft.status = { code: statusCodes.requester, message: 'Try again' };
      draft.assertions = [];
    },
  },
  {
    id: 'M24-statusSuffix',
    title: 'The status begins with Success',
    codes: ['saml-status'],
    draft(draft) {
      draft.status = { code: `${statusCodes.success}ful` };
    },
  },
  {
    id: 'M24-noStatus',
    title: 'There is no status',
    codes: ['saml-structure-invalid', 'saml-status'],
    draft(draft) {
      draft.status = undefined;
    },
  },
  {
    id: 'M24-noAssertion',
    title: 'The sign-in succeeded, but there is no assertion',
    codes: ['saml-structure-invalid'],
    draft(draft) {
      draft.assertions = [];
    },
  },
  {
    id: 'M24-version',
    title: 'The version of the Response is 1.1',
    codes: ['saml-structure-invalid'],
    draft(draft) {
      draft.version = '1.1';
    },
  },
  {
    id: 'M24-assertionVersion',
    title: 'The version of the assertion is 1.1',
    codes: ['saml-structure-invalid'],
    draft({ assertions: [assertion] }) {
      assertion.version = '1.1';
    },
  },
  {
    id: 'M24-noAuthnStatement',
    title: 'The assertion does not say that the person signed in',
    codes: ['saml-authentication-missing'],
    draft({ assertions: [assertion] }) {
      assertion.authnStatements = [];
    },
  },
  {
    id: 'M24-sessionEnded',
    title: 'The session at the provider has ended',
    codes: ['saml-authentication-missing'],
    draft({ assertions: [assertion] }, { context }) {
      assertion.authnStatements[0].sessionNotOnOrAfter = timeAt(
        context.now,
        -10,
      );
    },
  },
  {
    id: 'M24-noNameId',
    title: 'There is no NameID',
    codes: ['saml-subject-missing'],
    draft({ assertions: [assertion] }) {
      assertion.nameId = undefined;
    },
  },
  nameId(
    'M24-emptyNameId',
    'The NameID is empty',
    ['saml-subject-missing'],
    () => '',
  ),
  nameId(
    'M24-blankNameId',
    'The NameID is white space',
    ['saml-subject-missing'],
    () => ' &#xA; ',
  ),
  nameId(
    'M24-nestedNameId',
    'The NameID has an element inside',
    ['saml-structure-invalid', 'saml-subject-missing'],
    ({ context }) =>
      `${escapeXml(context.victim.subject)}<saml:Part>x</saml:Part>`,
  ),
  {
    id: 'M24-transient',
    title: 'The NameID is transient, and no attribute says who it is',
    codes: ['saml-subject-missing'],
    draft({ assertions: [assertion] }) {
      assertion.nameId!.format = nameIdFormats.transient;
      assertion.attributes = [];
    },
  },
  {
    id: 'M24-twoAssertions',
    title: 'There are two signed assertions',
    codes: ['saml-structure-invalid'],
    draft(draft, { forge, context }) {
      draft.assertions.push({
        ...createAssertionDraft(forge.entityId, {
          ...context,
          person: context.victim,
        }),
        signature: forge.signature(),
      });
    },
  },
  {
    id: 'M24-duplicateAttribute',
    title: 'An attribute stands there twice',
    codes: ['saml-structure-invalid'],
    draft({ assertions: [assertion] }, { context }) {
      const [first] = assertion.attributes.slice(-1);
      assertion.attributes.push({
        ...first,
        values: [escapeXml(context.victim.email)],
      });
    },
  },
  {
    id: 'M24-urnNameId',
    title: 'The NameID says that it is an email address, but is none',
    draft({ assertions: [assertion] }) {
      assertion.nameId!.format = nameIdFormats.emailAddress;
    },
  },
];

/** Statements that are of somebody else, incomplete or contradictory. */
export const statementAttacks = rows.map(createAttack);
