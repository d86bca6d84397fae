import {
  childElements,
  type ElementName,
  isNamed,
  optionalAttribute,
} from '../xml/elements';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';
import { decryptElement, type DecryptOptions } from './decryptElement';
import type { SamlNameId } from './VerifiedMessage';

const nameIdName: ElementName = ['saml', 'NameID'];

function toNameId(element: Element): SamlNameId {
  const value = textOf(element);
  return value.trim() === ''
    ? refuse('saml-subject-missing', 'The NameID is empty')
    : {
        value,
        format: optionalAttribute(element, 'Format'),
        nameQualifier: optionalAttribute(element, 'NameQualifier'),
        spNameQualifier: optionalAttribute(element, 'SPNameQualifier'),
      };
}

/**
 * Who a Subject or a LogoutRequest is about: its one NameID, or the NameID in
 * its EncryptedID. The whole text counts, exactly as it is.
 *
 * @throws SsoError `saml-subject-missing`, `saml-structure-invalid`, or those
 *   of decryption
 */
export function readNameId(
  parent: Element,
  decryption: DecryptOptions,
): SamlNameId {
  const identifiers = childElements(parent).filter(
    child =>
      isNamed(child, nameIdName) ||
      isNamed(child, ['saml', 'EncryptedID']) ||
      isNamed(child, ['saml', 'BaseID']),
  );
  if (identifiers.length > 1) {
    refuse(
      'saml-structure-invalid',
      `${parent.localName} names ${identifiers.length} people`,
    );
  }
  const [identifier] = identifiers;
  if (!identifier || isNamed(identifier, ['saml', 'BaseID'])) {
    return refuse('saml-subject-missing', `${parent.localName} has no NameID`);
  }
  return toNameId(
    isNamed(identifier, nameIdName)
      ? identifier
      : decryptElement(identifier, nameIdName, decryption).element,
  );
}
