import { namespaces } from './namespaces';
import { refuse } from './refuse';

const elementNode = 1;
const textNode = 3;
// The parser has the XML declaration as an instruction; scanning lets no other
// instruction through.
const declarationNode = 7;
const commentNode = 8;

// Canonicalisation writes namespaces unescaped, so nothing in them may look
// like markup; relative ones make canonicalisers of other libraries fail.
const namespaceUri = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s"'<>&]*$/;
const reserved: readonly string[] = [namespaces.xml, namespaces.xmlns];

function checkDeclaration(name: string, uri: string): void {
  const valid = name === 'xmlns' && uri === '' ? true : namespaceUri.test(uri);
  // The parser takes XHTML for something that it may read by other rules.
  const special = reserved.includes(uri) || uri === namespaces.xhtml;
  if (!valid || special || name === 'xmlns:xml' || name === 'xmlns:xmlns') {
    refuse('saml-xml-refused', 'A namespace declaration is not allowed');
  }
}

function checkName(node: Element | Attr): void {
  const bound = typeof node.namespaceURI === 'string' && node.namespaceURI;
  if (node.prefix && !bound) {
    refuse('saml-xml-refused', `The prefix ${node.prefix} is not declared`);
  }
}

function isId(attribute: Attr): boolean {
  return attribute.namespaceURI === namespaces.xml
    ? attribute.localName === 'id'
    : !attribute.prefix && /^id$/i.test(attribute.name);
}

function checkAttributes(element: Element, ids: Set<string>): void {
  const names = new Set<string>();
  for (let index = 0; index < element.attributes.length; index++) {
    const attribute = element.attributes[index];
    const { name, value } = attribute;
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      checkDeclaration(name, value);
      continue;
    }
    checkName(attribute);
    // Canonicalisation takes such names for declarations and leaves them out,
    // so that they would be unsigned.
    if (name.startsWith('xmlns')) {
      refuse('saml-xml-refused', 'An attribute has a reserved name');
    }
    const expanded = `${attribute.namespaceURI ?? ''} ${attribute.localName}`;
    if (names.has(expanded)) {
      refuse('saml-xml-refused', 'An element has an attribute twice');
    }
    names.add(expanded);
    if (isId(attribute)) {
      if (ids.has(value)) {
        refuse('saml-structure-invalid', 'The document holds an ID twice');
      }
      ids.add(value);
    }
  }
}

function nextInDocument(node: Node): Node | null {
  let current: Node | null = node;
  if (current.firstChild) {
    return current.firstChild;
  }
  while (current && !current.nextSibling) {
    current = current.parentNode;
  }
  return current && current.nextSibling;
}

/**
 * Checks what only the tree shows: names and their namespaces, IDs (SAML core
 * 1.3.4), kinds of nodes, and that the parser saw the elements that were
 * scanned.
 */
export function checkTree(
  document: Document,
  expected: { readonly elements: number; readonly comments: boolean },
): void {
  const ids = new Set<string>();
  let elements = 0;
  let node: Node | null = document.firstChild;
  if (node?.nodeType === declarationNode) {
    node = node.nextSibling;
  }
  for (; node; node = nextInDocument(node)) {
    if (node.nodeType === elementNode) {
      elements += 1;
      checkName(node as Element);
      checkAttributes(node as Element, ids);
    } else if (
      node.nodeType !== textNode &&
      !(expected.comments && node.nodeType === commentNode)
    ) {
      refuse('saml-xml-refused', 'The document holds a node of another kind');
    }
  }
  if (elements !== expected.elements || !document.documentElement) {
    refuse('saml-xml-refused', 'The document is not well-formed');
  }
}
