import { namespaces } from './namespaces';
import { refuse } from './refuse';

/** Prefixes of {@link namespaces} that elements are looked up by. */
export type NamespaceName = keyof typeof namespaces;

/** Name of an element, such as `['saml', 'Issuer']`. */
export type ElementName = readonly [NamespaceName, string];

/** Tells whether an element has exactly this namespace and local name. */
export function isNamed(element: Element, [name, local]: ElementName): boolean {
  return (
    element.localName === local && element.namespaceURI === namespaces[name]
  );
}

/** The elements directly below an element. */
export function childElements(parent: Element): Element[] {
  const children: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === 1) {
      children.push(node as Element);
    }
  }
  return children;
}

/** The elements directly below an element that have a name. */
export function childrenNamed(parent: Element, name: ElementName): Element[] {
  return childElements(parent).filter(child => isNamed(child, name));
}

/** @throws SsoError `saml-structure-invalid` when there are several */
export function optionalChild(
  parent: Element,
  name: ElementName,
): Element | undefined {
  const found = childrenNamed(parent, name);
  if (found.length > 1) {
    refuse(
      'saml-structure-invalid',
      `${parent.localName} holds ${name[1]} ${found.length} times`,
    );
  }
  return found[0];
}

/** @throws SsoError `saml-structure-invalid` unless there is exactly one */
export function oneChild(parent: Element, name: ElementName): Element {
  return (
    optionalChild(parent, name) ??
    refuse('saml-structure-invalid', `${parent.localName} has no ${name[1]}`)
  );
}

/** Value of an attribute without namespace; an empty one is a value. */
export function optionalAttribute(
  element: Element,
  name: string,
): string | undefined {
  return element.hasAttribute(name)
    ? element.getAttribute(name) ?? undefined
    : undefined;
}

/** @throws SsoError `saml-structure-invalid` when missing or empty */
export function requiredAttribute(element: Element, name: string): string {
  return (
    optionalAttribute(element, name) ||
    refuse('saml-structure-invalid', `${element.localName} has no ${name}`)
  );
}
