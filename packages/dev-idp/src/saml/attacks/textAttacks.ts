import { namespaces } from '../names';
import { editXml } from '../xml/editXml';
import { escapeXml } from '../xml/escapeXml';
import { AttackRow, createAttack } from './createAttack';
import { theAssertion, theElement } from './impersonate';

/** A name that begins with that of the victim and is the attacker's own. */
function nameWith(separator: string): AttackRow['draft'] {
  return (draft, { context }) => {
    const { nameId } = draft.assertions[0];
    if (nameId) {
      nameId.xml = `${escapeXml(
        context.victim.subject,
      )}${separator}.attacker.test`;
    }
  };
}

/** Texts that are cut short by who reads their first part only. */
export const textAttacks = [
  createAttack({
    id: 'S20-comment',
    title: 'A comment cuts the NameID after the name of the victim',
    codes: ['saml-xml-refused'],
    prepare: nameWith(''),
    xml: (xml, { context }) =>
      xml.replace(
        `${context.victim.subject}.attacker.test<`,
        `${context.victim.subject}<!-- -->.attacker.test<`,
      ),
  }),
  createAttack({
    id: 'S20-signedComment',
    title: 'The provider itself signed a NameID with a comment',
    codes: ['saml-xml-refused'],
    draft: nameWith('<!-- -->'),
  }),
  createAttack({
    id: 'S20-instruction',
    title: 'A processing instruction cuts the NameID',
    codes: ['saml-xml-refused'],
    draft: nameWith('<?cut here?>'),
  }),
  createAttack({
    id: 'S20-cdata',
    title: 'A CDATA section stands in the NameID',
    codes: ['saml-xml-refused'],
    prepare: nameWith(''),
    xml: (xml, { context }) =>
      xml.replace(
        `${context.victim.subject}.attacker.test<`,
        `${context.victim.subject}<![CDATA[.attacker.test]]><`,
      ),
  }),
  createAttack({
    id: 'S20-attribute',
    title: 'A comment cuts the value of an attribute',
    codes: ['saml-xml-refused'],
    draft(draft, { context }) {
      const [attribute] = draft.assertions[0].attributes.slice(-1);
      attribute.values = [
        `${escapeXml(context.victim.email)}<!-- -->.attacker.test`,
      ];
    },
  }),
  createAttack({
    id: 'S22-nameId',
    title: 'The NameID was changed after the Assertion was signed',
    codes: ['saml-signature-invalid'],
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const [subject] = Array.from(
          theAssertion(root).getElementsByTagNameNS(
            namespaces.assertion,
            'Subject',
          ),
        );
        theElement(subject, namespaces.assertion, 'NameID').textContent =
          context.victim.subject;
      }),
  }),
  createAttack({
    id: 'S22-attribute',
    title: 'An attribute was changed after the Assertion was signed',
    codes: ['saml-signature-invalid'],
    xml: (xml, { context }) =>
      xml.replace(context.person.email, context.victim.email),
  }),
  createAttack({
    id: 'S22-response',
    title: 'The status of a signed Response was changed',
    codes: ['saml-signature-invalid'],
    settings: { wantAssertionsSigned: false, wantResponseSigned: true },
    prepare(draft, { forge }) {
      draft.signature = forge.signature();
      draft.assertions[0].signature = undefined;
    },
    xml: xml =>
      xml.replace(
        '</samlp:Status>',
        '<samlp:StatusMessage>changed</samlp:StatusMessage></samlp:Status>',
      ),
  }),
];
