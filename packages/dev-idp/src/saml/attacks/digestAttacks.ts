import { namespaces } from '../names';
import { digestOfRoot } from '../signing/rawSignature';
import { adopt } from '../xml/adopt';
import { firstChild } from '../xml/children';
import { editXml } from '../xml/editXml';
import { element } from '../xml/element';
import { AttackTools, createAttack } from './createAttack';
import { detach, impersonate, signatureOf, theAssertion } from './impersonate';

function digestValueXml(digest: string): string {
  return element(
    'ds:DigestValue',
    { 'xmlns:ds': namespaces.signature },
    digest,
  );
}

/** Makes the assertion speak of the victim; returns its new digest. */
function changeAndDigest(
  root: Element,
  context: AttackTools['context'],
): string {
  const assertion = theAssertion(root);
  impersonate(assertion, context);
  const unsigned = assertion.cloneNode(true) as Element;
  detach(signatureOf(unsigned));
  return digestOfRoot(String(unsigned));
}

/** Digests of changed assertions where a signature does not cover them. */
export const digestAttacks = [
  createAttack({
    id: 'S09',
    title:
      'The Signature has a second SignedInfo, whose digest is that of another Assertion',
    codes: ['saml-signature-malformed'],
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const assertion = theAssertion(root);
        const signature = detach(signatureOf(assertion));
        impersonate(assertion, context);
        const original = firstChild(
          signature,
          namespaces.signature,
          'SignedInfo',
        )!;
        const evil = original.cloneNode(true) as Element;
        const digest = evil.getElementsByTagNameNS(
          namespaces.signature,
          'DigestValue',
        )[0];
        digest.textContent = digestOfRoot(String(assertion));
        signature.insertBefore(evil, original);
        assertion.insertBefore(signature, assertion.childNodes[1]);
      }),
  }),
  createAttack({
    id: 'S13-status',
    title: 'The digest of a changed Assertion is planted in the StatusDetail',
    codes: ['saml-signature-invalid', 'saml-structure-invalid'],
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const digest = changeAndDigest(root, context);
        const status = firstChild(root, namespaces.protocol, 'Status')!;
        adopt(
          status,
          element(
            'samlp:StatusDetail',
            { 'xmlns:samlp': namespaces.protocol },
            digestValueXml(digest),
          ),
        );
      }),
  }),
  createAttack({
    id: 'S13-object',
    title: 'The digest of a changed Assertion is planted in its Signature',
    codes: ['saml-signature-malformed', 'saml-structure-invalid'],
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const digest = changeAndDigest(root, context);
        const signature = signatureOf(theAssertion(root));
        adopt(
          signature,
          element(
            'ds:Object',
            { 'xmlns:ds': namespaces.signature },
            digestValueXml(digest),
          ),
          signature.firstChild ?? undefined,
        );
      }),
  }),
  createAttack({
    id: 'S14',
    title:
      'A comment in the DigestValue holds the digest of a changed Assertion',
    codes: ['saml-xml-refused'],
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const digest = changeAndDigest(root, context);
        const value = root.getElementsByTagNameNS(
          namespaces.signature,
          'DigestValue',
        )[0];
        value.insertBefore(
          root.ownerDocument.createComment(digest),
          value.firstChild,
        );
      }),
  }),
];
