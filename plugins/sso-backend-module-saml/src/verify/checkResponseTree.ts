import {
  childElements,
  childrenNamed,
  type ElementName,
  isNamed,
} from '../xml/elements';
import { namespaces } from '../xml/namespaces';
import { refuse } from '../xml/refuse';

/** Names in the order of a schema with how often each may occur. */
type Sequence = ReadonlyArray<
  readonly [name: ElementName, minimum: number, maximum: number]
>;

const responseChildren: Sequence = [
  [['saml', 'Issuer'], 0, 1],
  [['ds', 'Signature'], 0, 1],
  [['samlp', 'Extensions'], 0, 1],
  [['samlp', 'Status'], 1, 1],
];

const assertionChildren: Sequence = [
  [['saml', 'Issuer'], 1, 1],
  [['ds', 'Signature'], 0, 1],
  [['saml', 'Subject'], 0, 1],
  [['saml', 'Conditions'], 0, 1],
  [['saml', 'Advice'], 0, 1],
];

const assertionNames: readonly ElementName[] = [
  ['saml', 'Assertion'],
  ['saml', 'EncryptedAssertion'],
];
const statementNames: readonly ElementName[] = [
  ['saml', 'AuthnStatement'],
  ['saml', 'AttributeStatement'],
  ['saml', 'AuthzDecisionStatement'],
  ['saml', 'Statement'],
];

function checkChildren(
  parent: Element,
  sequence: Sequence,
  rest: readonly ElementName[],
): void {
  const children = childElements(parent);
  for (const [name, minimum, maximum] of sequence) {
    let count = 0;
    while (children[0] && isNamed(children[0], name)) {
      children.shift();
      count += 1;
    }
    if (count < minimum || count > maximum) {
      refuse(
        'saml-structure-invalid',
        `${parent.localName} holds ${name[1]} ${count} times where it belongs`,
      );
    }
  }
  const wrong = children.find(
    child => !rest.some(name => isNamed(child, name)),
  );
  if (wrong) {
    refuse(
      'saml-structure-invalid',
      `${parent.localName} holds ${wrong.localName} out of place`,
    );
  }
}

const unique = ['Assertion', 'EncryptedAssertion', 'Response'];

function isSecurityElement(element: Element): boolean {
  const { localName, namespaceURI } = element;
  return namespaceURI === namespaces.ds
    ? localName === 'Signature'
    : (namespaceURI === namespaces.saml || namespaceURI === namespaces.samlp) &&
        unique.includes(localName);
}

/** Signatures, assertions and responses anywhere below an element. */
function securityElements(element: Element): number {
  let count = 0;
  for (const child of childElements(element)) {
    count += Number(isSecurityElement(child)) + securityElements(child);
  }
  return count;
}

function checkNothingElsewhere(parent: Element, expected: number): void {
  if (securityElements(parent) !== expected) {
    refuse(
      'saml-structure-invalid',
      `${parent.localName} holds a signature, an assertion or a response out of place`,
    );
  }
}

const signatures = (element: Element) =>
  childrenNamed(element, ['ds', 'Signature']).length;

/**
 * Checks the children of an assertion by the schema (SAML core 2.3.3), and
 * that it holds no signature but its own and no other assertion.
 *
 * @throws SsoError `saml-structure-invalid`
 */
export function checkAssertionTree(assertion: Element): void {
  checkChildren(assertion, assertionChildren, statementNames);
  checkNothingElsewhere(assertion, signatures(assertion));
}

/**
 * Checks the children of a response by the schema (SAML core 3.3.3) and finds
 * its assertion. Wrapped signatures need a second Response, Assertion or
 * Signature somewhere, in Extensions, Object or Advice: there is none.
 *
 * @returns the Assertion or EncryptedAssertion, if there is one
 * @throws SsoError `saml-structure-invalid`
 */
export function checkResponseTree(response: Element): Element | undefined {
  if (!isNamed(response, ['samlp', 'Response'])) {
    refuse(
      'saml-structure-invalid',
      `The message is ${response.localName}, not a Response of SAML 2.0`,
    );
  }
  checkChildren(response, responseChildren, assertionNames);
  const assertions = assertionNames.flatMap(name =>
    childrenNamed(response, name),
  );
  if (assertions.length > 1) {
    refuse(
      'saml-structure-invalid',
      `The response holds ${assertions.length} assertions`,
    );
  }
  const [assertion] = assertions;
  checkNothingElsewhere(
    response,
    signatures(response) + (assertion ? 1 + signatures(assertion) : 0),
  );
  return assertion;
}
