import { createAssertionDraft } from '../messages/createResponseDraft';
import { idpMetadataXml } from '../messages/metadataXml';
import { plainAssertionXml } from '../messages/assertionXml';
import { createId } from '../messages/createId';
import { namespaces } from '../names';
import { digestOfRoot, rawSignatureXml } from '../signing/rawSignature';
import { adopt } from '../xml/adopt';
import { firstChild } from '../xml/children';
import { editXml } from '../xml/editXml';
import { element } from '../xml/element';
import { AttackTools, createAttack } from './createAttack';
import {
  detach,
  evilCopy,
  impersonate,
  signatureOf,
  theAssertion,
} from './impersonate';

/** An unsigned assertion of the provider about the victim. */
function evilAssertionXml({ forge, context }: AttackTools): string {
  return plainAssertionXml(
    createAssertionDraft(forge.entityId, {
      ...context,
      person: context.victim,
    }),
  );
}

function afterIssuer(parent: Element, xml: string): Element {
  const issuer = firstChild(parent, namespaces.assertion, 'Issuer');
  return adopt(parent, xml, issuer?.nextSibling ?? undefined);
}

function extensionsXml(xml: string): string {
  return element(
    'samlp:Extensions',
    { 'xmlns:samlp': namespaces.protocol },
    xml,
  );
}

/** Elements that are read although the signature does not cover them. */
export const structureAttacks = [
  createAttack({
    id: 'S10',
    title: 'An unsigned Assertion stands after the signed one',
    codes: ['saml-structure-invalid'],
    xml: (xml, tools) =>
      editXml(xml, root => adopt(root, evilAssertionXml(tools))),
  }),
  createAttack({
    id: 'S11-assertions',
    title: 'Two Assertions have the same ID',
    codes: ['saml-structure-invalid'],
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const original = theAssertion(root);
        const evil = evilCopy(original, context);
        evil.setAttribute('ID', original.getAttribute('ID') ?? '');
        root.insertBefore(evil, original);
      }),
  }),
  createAttack({
    id: 'S11-response',
    title: 'Response and Assertion have the same ID',
    codes: ['saml-structure-invalid'],
    draft(draft) {
      draft.id = draft.assertions[0].id;
    },
  }),
  createAttack({
    id: 'S12-advice',
    title: 'The signed Assertion stands in the Advice of another one',
    codes: ['saml-structure-invalid', 'saml-signature-missing'],
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const original = theAssertion(root);
        const evil = evilCopy(original, context);
        original.parentNode?.replaceChild(evil, original);
        const advice = root.ownerDocument.createElementNS(
          namespaces.assertion,
          'saml:Advice',
        );
        advice.appendChild(original);
        const conditions = firstChild(evil, namespaces.assertion, 'Conditions');
        evil.insertBefore(advice, conditions?.nextSibling ?? null);
      }),
  }),
  createAttack({
    id: 'S12-status',
    title:
      'The signed Assertion stands in the StatusDetail, another one in its place',
    codes: ['saml-structure-invalid', 'saml-signature-missing'],
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const original = theAssertion(root);
        root.replaceChild(evilCopy(original, context), original);
        const detail = root.ownerDocument.createElementNS(
          namespaces.protocol,
          'samlp:StatusDetail',
        );
        detail.appendChild(original);
        firstChild(root, namespaces.protocol, 'Status')?.appendChild(detail);
      }),
  }),
  createAttack({
    id: 'S15-element',
    title:
      'The Signature of the Assertion is valid, but covers an element in the Extensions',
    codes: ['saml-signature-malformed', 'saml-structure-invalid'],
    draft(draft) {
      const note = element('saml:Advice', {
        'xmlns:saml': namespaces.assertion,
        ID: createId(),
      });
      draft.assertions[0].signature = undefined;
      draft.extensions = note;
    },
    xml: (xml, { forge, context }) =>
      editXml(xml, root => {
        const [note] = Array.from(
          root.getElementsByTagNameNS(namespaces.assertion, 'Advice'),
        );
        const assertion = theAssertion(root);
        impersonate(assertion, context);
        afterIssuer(
          assertion,
          rawSignatureXml({
            key: forge.key.privateKey,
            digestValue: digestOfRoot(String(note)),
            uri: `#${note.getAttribute('ID')}`,
            certificate: forge.key.certificate,
          }),
        );
      }),
  }),
  createAttack({
    id: 'S15-metadata',
    title:
      'The Signature of the Assertion is that of the metadata, which stands in the Extensions',
    codes: ['saml-signature-malformed', 'saml-structure-invalid'],
    draft(draft) {
      draft.assertions[0].signature = undefined;
    },
    xml: (xml, { forge, context }) =>
      editXml(xml, root => {
        const assertion = theAssertion(root);
        impersonate(assertion, context);
        const metadata = idpMetadataXml({
          id: createId(),
          entityId: forge.entityId,
          certificates: [forge.key.certificate],
          singleSignOnUrl: forge.singleSignOnUrl,
          signature: forge.signature(),
        });
        const extensions = afterIssuer(root, extensionsXml(metadata));
        const signature = detach(signatureOf(extensions.firstChild as Element));
        assertion.insertBefore(signature, assertion.childNodes[1]);
      }),
  }),
  createAttack({
    id: 'S16',
    title:
      'Subject and attributes of the victim stand in the Response, beside the signed Assertion',
    codes: ['saml-structure-invalid'],
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const original = theAssertion(root);
        const evil = evilCopy(original, context);
        for (const name of ['Subject', 'AttributeStatement']) {
          const part = firstChild(evil, namespaces.assertion, name);
          if (part) {
            root.insertBefore(part, original);
          }
        }
      }),
  }),
];
