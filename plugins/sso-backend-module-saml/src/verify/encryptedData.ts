import {
  childElements,
  childrenNamed,
  isNamed,
  oneChild,
  optionalAttribute,
  optionalChild,
  requiredAttribute,
} from '../xml/elements';
import { decodeBase64 } from '../xml/decodeBase64';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';

/** A key that was encrypted for the portal, or for somebody else. */
export interface EncryptedKey {
  readonly algorithm: string;
  /** URI of the digest of RSA-OAEP, if it is named. */
  readonly digest: string | undefined;
  /** URI of the mask generation function of RSA-OAEP, if it is named. */
  readonly mask: string | undefined;
  readonly octets: Buffer;
}

/** What an EncryptedAssertion or EncryptedID holds. */
export interface EncryptedData {
  readonly algorithm: string;
  readonly octets: Buffer;
  readonly keys: readonly EncryptedKey[];
}

const maximalKeys = 5;

function octetsOf(element: Element): Buffer {
  const value = oneChild(oneChild(element, ['xenc', 'CipherData']), [
    'xenc',
    'CipherValue',
  ]);
  return (
    decodeBase64(textOf(value)) ??
    refuse('saml-structure-invalid', 'CipherValue is not base64')
  );
}

function readKey(element: Element): EncryptedKey {
  const method = oneChild(element, ['xenc', 'EncryptionMethod']);
  const digest = optionalChild(method, ['ds', 'DigestMethod']);
  const mask = optionalChild(method, ['xenc11', 'MGF']);
  return {
    algorithm: requiredAttribute(method, 'Algorithm'),
    digest: digest && optionalAttribute(digest, 'Algorithm'),
    mask: mask && optionalAttribute(mask, 'Algorithm'),
    octets: octetsOf(element),
  };
}

/** Siblings that `RetrievalMethod` names; all of them when there is none. */
function siblingKeys(encrypted: Element, keyInfo: Element | undefined) {
  const siblings = childrenNamed(encrypted, ['xenc', 'EncryptedKey']);
  const wanted = (
    keyInfo ? childrenNamed(keyInfo, ['ds', 'RetrievalMethod']) : []
  ).map(method => optionalAttribute(method, 'URI'));
  return wanted.length === 0
    ? siblings
    : siblings.filter(key =>
        wanted.includes(`#${optionalAttribute(key, 'Id') ?? ''}`),
      );
}

/**
 * Reads an element of the type EncryptedElementType (SAML core 2.2.4): one
 * EncryptedData, and the keys inside it or beside it.
 *
 * @throws SsoError `saml-structure-invalid`
 */
export function readEncryptedData(encrypted: Element): EncryptedData {
  const data = oneChild(encrypted, ['xenc', 'EncryptedData']);
  const other = childElements(encrypted).find(
    child => child !== data && !isNamed(child, ['xenc', 'EncryptedKey']),
  );
  if (other) {
    refuse(
      'saml-structure-invalid',
      `${encrypted.localName} holds something else than encrypted data`,
    );
  }
  const keyInfo = optionalChild(data, ['ds', 'KeyInfo']);
  const keys = [
    ...(keyInfo ? childrenNamed(keyInfo, ['xenc', 'EncryptedKey']) : []),
    ...siblingKeys(encrypted, keyInfo),
  ];
  if (keys.length === 0 || keys.length > maximalKeys) {
    refuse(
      'saml-structure-invalid',
      `${encrypted.localName} brings ${keys.length} encrypted keys`,
    );
  }
  return {
    algorithm: requiredAttribute(
      oneChild(data, ['xenc', 'EncryptionMethod']),
      'Algorithm',
    ),
    octets: octetsOf(data),
    keys: keys.map(readKey),
  };
}
