import { namespaces } from '../names';
import { adopt } from '../xml/adopt';
import { editXml } from '../xml/editXml';
import { escapeXml } from '../xml/escapeXml';
import { createAttack } from './createAttack';
import {
  evilCopy,
  impersonate,
  signatureOf,
  theAssertion,
} from './impersonate';
import { SamlAttackContext } from './types';

const sink = ({ sinkUrl = 'http://127.0.0.1:9/entity' }: SamlAttackContext) =>
  escapeXml(sinkUrl);

/** Documents that two parsers read in two ways. */
export const parserAttacks = [
  createAttack({
    id: 'S17-evilFirst',
    title: 'A second document, which is signed, follows an unsigned one',
    codes: ['saml-xml-refused'],
    xml: (xml, { context }) =>
      editXml(xml, root => impersonate(theAssertion(root), context)) + xml,
  }),
  createAttack({
    id: 'S17-evilLast',
    title: 'An unsigned document follows the signed one',
    codes: ['saml-xml-refused'],
    xml: (xml, { context }) =>
      xml + editXml(xml, root => impersonate(theAssertion(root), context)),
  }),
  createAttack({
    id: 'S17-text',
    title: 'Text follows the root element',
    codes: ['saml-xml-refused'],
    xml: xml => `${xml}and more`,
  }),
  createAttack({
    id: 'S18-doctype',
    title: 'The document has a document type',
    codes: ['saml-xml-refused'],
    xml: xml => `<!DOCTYPE samlp:Response>${xml}`,
  }),
  createAttack({
    id: 'S18-quotedDoctype',
    title: 'A document type hides a comment and an element in a literal',
    codes: ['saml-xml-refused'],
    xml: xml =>
      `<!DOCTYPE samlp:Response [<!NOTATION note SYSTEM '"><samlp:Response>'>]>${xml}`,
  }),
  createAttack({
    id: 'S18-lowerCaseDoctype',
    title:
      'A document type is written in lower case, which forgiving parsers skip',
    codes: ['saml-xml-refused'],
    xml: xml => `<!doctype samlp:Response>${xml}`,
  }),
  createAttack({
    id: 'S18-duplicateAttribute',
    title: 'The Assertion has two attributes ID',
    codes: ['saml-xml-refused'],
    xml: xml => xml.replace('<saml:Assertion', '<saml:Assertion ID="_other"'),
  }),
  createAttack({
    id: 'S18-prefixedId',
    title:
      'Another Assertion has the signed ID in an attribute with a namespace only',
    codes: ['saml-structure-invalid', 'saml-signature-malformed'],
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const assertion = theAssertion(root);
        const signature = signatureOf(assertion).cloneNode(true);
        const evil = evilCopy(assertion, context);
        evil.setAttributeNS(
          namespaces.assertion,
          'saml:ID',
          assertion.getAttribute('ID') ?? '',
        );
        evil.insertBefore(signature, evil.childNodes[1]);
        root.replaceChild(evil, assertion);
      }),
  }),
  createAttack({
    id: 'S18-assertionNamespace',
    title:
      'An element Assertion of another namespace stands before the signed one',
    codes: ['saml-structure-invalid'],
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const original = theAssertion(root);
        const evil = String(evilCopy(original, context));
        adopt(
          root,
          evil.replaceAll(namespaces.assertion, 'urn:example:assertion'),
          original,
        );
      }),
  }),
  createAttack({
    id: 'S18-signatureNamespace',
    title: 'The Signature of a changed Assertion is of another namespace',
    codes: ['saml-signature-missing', 'saml-structure-invalid'],
    xml: (xml, { context }) =>
      editXml(xml, root => impersonate(theAssertion(root), context)).replaceAll(
        `${namespaces.signature}"`,
        'urn:example:signature"',
      ),
  }),
  createAttack({
    id: 'S18-namespacePrefix',
    title: 'The prefix of the Assertion is bound to another namespace',
    codes: ['saml-structure-invalid'],
    xml: xml =>
      xml.replaceAll(
        `xmlns:saml="${namespaces.assertion}"`,
        'xmlns:saml="urn:example:assertion"',
      ),
  }),
  createAttack({
    id: 'S18-encoding',
    title: 'The document says that it is UTF-7',
    codes: ['saml-xml-refused'],
    xml: xml => `<?xml version="1.0" encoding="UTF-7"?>${xml}`,
  }),
  createAttack({
    id: 'S18-declaration',
    title: 'The document begins with a plain XML declaration',
    xml: xml => `<?xml version="1.0" encoding="UTF-8"?>${xml}`,
  }),
  createAttack({
    id: 'S29-entity',
    title: 'The NameID is an entity of the document type',
    codes: ['saml-xml-refused'],
    xml: (xml, { context }) =>
      `<!DOCTYPE r [<!ENTITY who "${escapeXml(
        context.victim.subject,
      )}">]>${xml.replace(
        `>${context.person.subject}</saml:NameID>`,
        '>&who;</saml:NameID>',
      )}`,
  }),
  createAttack({
    id: 'S29-file',
    title: 'The NameID is a file of the server',
    codes: ['saml-xml-refused'],
    xml: (xml, { context }) =>
      `<!DOCTYPE r [<!ENTITY who SYSTEM "file:///etc/hostname">]>${xml.replace(
        `>${context.person.subject}</saml:NameID>`,
        '>&who;</saml:NameID>',
      )}`,
  }),
  createAttack({
    id: 'S29-http',
    title: 'The document type is at an address of the attacker',
    codes: ['saml-xml-refused'],
    xml: (xml, { context }) => `<!DOCTYPE r SYSTEM "${sink(context)}">${xml}`,
  }),
  createAttack({
    id: 'S29-parameter',
    title: 'A parameter entity fetches an address of the attacker',
    codes: ['saml-xml-refused'],
    xml: (xml, { context }) =>
      `<!DOCTYPE r [<!ENTITY % all SYSTEM "${sink(context)}"> %all;]>${xml}`,
  }),
  createAttack({
    id: 'S29-laughs',
    title: 'Entities grow a billionfold',
    codes: ['saml-xml-refused'],
    xml: (xml, { context }) => {
      const entities = Array.from({ length: 9 }, (_, level) => {
        const value = level === 0 ? 'ha' : `&e${level - 1};`.repeat(10);
        return `<!ENTITY e${level} "${value}">`;
      });
      return `<!DOCTYPE r [${entities.join('')}]>${xml.replace(
        `>${context.person.subject}</saml:NameID>`,
        '>&e8;</saml:NameID>',
      )}`;
    },
  }),
  createAttack({
    id: 'S29-attlist',
    title: 'The document type gives an element a default ID',
    codes: ['saml-xml-refused'],
    xml: xml =>
      `<!DOCTYPE r [<!ATTLIST saml:Subject ID CDATA "_default">]>${xml}`,
  }),
  createAttack({
    id: 'S29-undefinedEntity',
    title: 'The NameID names an entity that nobody defines',
    codes: ['saml-xml-refused'],
    xml: (xml, { context }) =>
      xml.replace(
        `>${context.person.subject}</saml:NameID>`,
        '>&who;</saml:NameID>',
      ),
  }),
  createAttack({
    id: 'S31-large',
    title: 'The message has three megabytes',
    codes: ['saml-xml-refused'],
    draft(draft) {
      draft.status = { ...draft.status!, message: 'x'.repeat(3 * 1024 * 1024) };
    },
  }),
  createAttack({
    id: 'S31-deep',
    title: 'Elements are nested five thousand deep',
    codes: ['saml-xml-refused'],
    xml: xml =>
      xml.replace(
        '</samlp:Status>',
        `<samlp:StatusDetail>${'<a>'.repeat(5000)}${'</a>'.repeat(
          5000,
        )}</samlp:StatusDetail></samlp:Status>`,
      ),
  }),
  createAttack({
    id: 'S31-many',
    title: 'There are twenty thousand elements',
    codes: ['saml-xml-refused'],
    xml: xml =>
      xml.replace(
        '</samlp:Status>',
        `<samlp:StatusDetail>${'<a/>'.repeat(
          20_000,
        )}</samlp:StatusDetail></samlp:Status>`,
      ),
  }),
  createAttack({
    id: 'S31-attributes',
    title: 'One element has twenty thousand attributes',
    codes: ['saml-xml-refused'],
    xml: xml =>
      xml.replace(
        '<samlp:Status',
        `<samlp:Status ${Array.from(
          { length: 20_000 },
          (_, index) => `a${index}=""`,
        ).join(' ')}`,
      ),
  }),
];
