import { namespaces } from '../names';
import { childElements, firstChild } from '../xml/children';
import { editXml } from '../xml/editXml';
import { AttackRow, AttackTools, createAttack } from './createAttack';
import { detach, evilCopy, signatureOf, theAssertion } from './impersonate';
import { SamlRefusalCode } from './types';

const codes: SamlRefusalCode[] = [
  'saml-structure-invalid',
  'saml-signature-malformed',
];

/** A row whose honest answer is signed as a whole. */
function aroundResponse(
  id: string,
  title: string,
  wrap: (parts: {
    root: Element;
    original: Element;
    signature: Element;
  }) => void,
): AttackRow {
  return {
    id,
    title,
    codes,
    settings: { wantAssertionsSigned: false, wantResponseSigned: true },
    prepare(draft, { forge }) {
      draft.signature = draft.assertions[0].signature ?? forge.signature();
      draft.assertions[0].signature = undefined;
    },
    xml: (xml, { context }) =>
      editXml(xml, root => {
        const signature = detach(signatureOf(root));
        const original = root.cloneNode(true) as Element;
        const evil = evilCopy(root, context);
        root.setAttribute('ID', evil.getAttribute('ID') ?? '');
        for (const child of childElements(root)) {
          detach(child);
        }
        for (const child of childElements(evil)) {
          root.appendChild(child);
        }
        wrap({ root, original, signature });
      }),
  };
}

/** A row whose honest answer has a signed assertion. */
function aroundAssertion(
  id: string,
  title: string,
  wrap: (
    parts: {
      root: Element;
      original: Element;
      evil: Element;
      signature: Element;
    },
    tools: AttackTools,
  ) => void,
): AttackRow {
  return {
    id,
    title,
    codes,
    xml: (xml, tools) =>
      editXml(xml, root => {
        const original = theAssertion(root);
        const signature = signatureOf(original);
        const evil = evilCopy(original, tools.context);
        wrap({ root, original, evil, signature }, tools);
      }),
  };
}

function issuerOf(element: Element): Element {
  const issuer = firstChild(element, namespaces.assertion, 'Issuer');
  if (!issuer) {
    throw new Error(`${element.localName} has no Issuer`);
  }
  return issuer;
}

function insertAfter(node: Element, sibling: Element): void {
  sibling.parentNode?.insertBefore(node, sibling.nextSibling);
}

/** In place of the original, with its signature after the Issuer. */
function takePlace(evil: Element, original: Element, signature: Element) {
  detach(signature);
  original.parentNode?.replaceChild(evil, original);
  insertAfter(signature, issuerOf(evil));
}

/**
 * Signature wrapping in its eight classical shapes: the signed element is
 * moved where nobody reads it, and another one takes its place (Somorovsky and
 * others, "On Breaking SAML", 2012).
 */
export const wrappingAttacks = [
  aroundResponse(
    'S01',
    'The signed Response stands inside the Signature of another Response',
    ({ root, original, signature }) => {
      signature.appendChild(original);
      insertAfter(signature, issuerOf(root));
    },
  ),
  aroundResponse(
    'S02',
    'The signed Response stands before its detached Signature in another Response',
    ({ root, original, signature }) => {
      insertAfter(original, issuerOf(root));
      insertAfter(signature, original);
    },
  ),
  aroundAssertion(
    'S03',
    'Another Assertion stands before the signed one',
    ({ original, evil }) => original.parentNode?.insertBefore(evil, original),
  ),
  aroundAssertion(
    'S04',
    'The signed Assertion stands inside another Assertion',
    ({ original, evil }) => {
      original.parentNode?.replaceChild(evil, original);
      evil.appendChild(original);
    },
  ),
  aroundAssertion(
    'S05',
    'Another Assertion has the Signature, and the signed one stands at the end',
    ({ root, original, evil, signature }) => {
      takePlace(evil, original, signature);
      root.appendChild(original);
    },
  ),
  aroundAssertion(
    'S06',
    'Another Assertion has the Signature, which holds the signed Assertion',
    ({ original, evil, signature }) => {
      takePlace(evil, original, signature);
      signature.appendChild(original);
    },
  ),
  aroundAssertion(
    'S07',
    'Another Assertion stands in the Extensions of the Response',
    ({ root, evil }) => {
      const extensions = root.ownerDocument.createElementNS(
        namespaces.protocol,
        'samlp:Extensions',
      );
      extensions.appendChild(evil);
      insertAfter(extensions, issuerOf(root));
    },
  ),
  aroundAssertion(
    'S08',
    'Another Assertion has the Signature, whose Object holds the signed Assertion',
    ({ original, evil, signature }) => {
      takePlace(evil, original, signature);
      const object = signature.ownerDocument.createElementNS(
        namespaces.signature,
        'ds:Object',
      );
      object.appendChild(original);
      signature.appendChild(object);
    },
  ),
].map(createAttack);
