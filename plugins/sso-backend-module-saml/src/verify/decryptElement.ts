import { SsoError } from '@latchkey/plugin-sso-common';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { type ElementName, isNamed } from '../xml/elements';
import { parseSamlXml } from '../xml/parseSamlXml';
import { inheritNamespaces } from './inheritNamespaces';
import { type EncryptedData, readEncryptedData } from './encryptedData';
import { contentCipherOf, keyCipherOf } from './encryptionAlgorithms';

/** Options of {@link decryptElement}. */
export interface DecryptOptions {
  /** Private keys of the portal in the order in which they are tried. */
  readonly keys: ReadonlyArray<KeyObject | string>;
  readonly allowLegacyAlgorithms: boolean;
}

/** An element that was encrypted. */
export interface DecryptedElement {
  /** Of a document of its own. */
  readonly element: Element;
  /** Whether the cipher would have noticed a change of the ciphertext. */
  readonly authenticated: boolean;
}

/**
 * The one refusal for everything that fails after the first secret operation:
 * were reasons to be told apart, each answer would tell somebody who sends
 * changed messages a little of the plaintext.
 */
export function decryptionFailed(): SsoError {
  return new SsoError('saml-decryption-failed', {
    detail:
      'What was decrypted with the keys of the portal is not what was expected, or is not signed by the provider',
  });
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/**
 * What was decrypted as a text, if it looks like XML. What comes out of a wrong
 * key does not.
 */
function toXml(octets: Buffer): string | undefined {
  const xml = attempt(() =>
    new TextDecoder('utf-8', { fatal: true }).decode(octets),
  );
  return xml && /^\s*</.test(xml) ? xml : undefined;
}

/**
 * Parses what was decrypted like a message. It should declare the prefixes it
 * uses; if it does not, those of its place in the message count (XML
 * Encryption 4.1).
 */
function parse(xml: string, expected: ElementName, place: Element) {
  const alone = attempt(() => parseSamlXml(xml));
  if (alone && isNamed(alone, expected)) {
    return alone;
  }
  const root = parseSamlXml(inheritNamespaces(xml, place))
    .firstChild as Element;
  return root.nodeType === 1 && !root.nextSibling && isNamed(root, expected)
    ? root
    : undefined;
}

function* plaintexts(data: EncryptedData, options: DecryptOptions) {
  const { allowLegacyAlgorithms, keys } = options;
  const cipher = contentCipherOf(data.algorithm, allowLegacyAlgorithms);
  const keyCiphers = data.keys.map(key =>
    keyCipherOf(key, allowLegacyAlgorithms),
  );
  for (const key of keys) {
    for (const decryptKey of keyCiphers) {
      yield attempt(() =>
        cipher.decrypt(
          decryptKey(typeof key === 'string' ? createPrivateKey(key) : key),
          data.octets,
        ),
      );
    }
  }
}

/**
 * Decrypts an EncryptedAssertion or EncryptedID.
 *
 * @param expected - name of the element that has to come out of it
 * @throws SsoError `saml-structure-invalid`, `saml-algorithm-refused` for what
 *   everybody can see in the message; otherwise {@link decryptionFailed}
 */
export function decryptElement(
  encrypted: Element,
  expected: ElementName,
  options: DecryptOptions,
): DecryptedElement {
  const data = readEncryptedData(encrypted);
  const { authenticated } = contentCipherOf(
    data.algorithm,
    options.allowLegacyAlgorithms,
  );
  for (const octets of plaintexts(data, options)) {
    const xml = octets && toXml(octets);
    if (xml) {
      // Anybody can encrypt for the portal, so only one text is ever parsed.
      const element = attempt(() => parse(xml, expected, encrypted));
      if (element) {
        return { element, authenticated };
      }
      break;
    }
  }
  throw decryptionFailed();
}
