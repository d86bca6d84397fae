import {
  childElements,
  childrenNamed,
  isNamed,
  optionalAttribute,
  requiredAttribute,
} from '../xml/elements';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';
import type { SamlAttribute } from './VerifiedMessage';

const unspecified = 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified';

/**
 * One value: its whole text, or the whole text of the one NameID in it, as
 * eduPersonTargetedID has it. Values of other structure cannot be used.
 */
function valueOf(element: Element): string[] {
  const children = childElements(element);
  if (children.length === 0) {
    return [textOf(element)];
  }
  const [child] = children;
  const isNameId =
    children.length === 1 &&
    isNamed(child, ['saml', 'NameID']) &&
    (element.textContent ?? '').trim() === (child.textContent ?? '').trim();
  return isNameId ? [textOf(child)] : [];
}

function readAttribute(element: Element): SamlAttribute {
  const nameFormat = optionalAttribute(element, 'NameFormat');
  const friendlyName = optionalAttribute(element, 'FriendlyName');
  return {
    name: requiredAttribute(element, 'Name'),
    ...(nameFormat === undefined ? {} : { nameFormat }),
    ...(friendlyName === undefined ? {} : { friendlyName }),
    values: childElements(element).flatMap(child =>
      isNamed(child, ['saml', 'AttributeValue'])
        ? valueOf(child)
        : refuse(
            'saml-structure-invalid',
            `An attribute holds ${child.localName}`,
          ),
    ),
  };
}

/**
 * The attributes of all statements of an assertion (SAML core 2.7.3).
 *
 * @throws SsoError `saml-structure-invalid` when one occurs twice, so that
 *   nobody can say which of them counts, or is encrypted by itself
 */
export function readAttributes(assertion: Element): SamlAttribute[] {
  const attributes = childrenNamed(assertion, ['saml', 'AttributeStatement'])
    .flatMap(childElements)
    .map(element =>
      isNamed(element, ['saml', 'Attribute'])
        ? readAttribute(element)
        : refuse(
            'saml-structure-invalid',
            isNamed(element, ['saml', 'EncryptedAttribute'])
              ? 'Attributes that are encrypted one by one are not supported: let the provider encrypt the assertion'
              : `The attributes hold ${element.localName}`,
          ),
    );
  const names = new Set<string>();
  for (const { name, nameFormat = unspecified } of attributes) {
    const key = JSON.stringify([name, nameFormat]);
    if (names.has(key)) {
      refuse('saml-structure-invalid', 'The assertion has an attribute twice', [
        { label: 'Attribute', value: name.slice(0, 200) },
      ]);
    }
    names.add(key);
  }
  return attributes;
}
