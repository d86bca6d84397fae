import {
  childElements,
  type ElementName,
  isNamed,
  optionalAttribute,
} from '../xml/elements';
import { decodeBase64 } from '../xml/decodeBase64';
import { namespaces } from '../xml/namespaces';
import { refuse } from '../xml/refuse';
import { textOf } from '../xml/text';

const enveloped = `${namespaces.ds}enveloped-signature`;
const exclusive = namespaces.ec;

/** An enveloped signature with everything that it says of itself. */
export interface EnvelopedSignature {
  readonly element: Element;
  readonly signedInfo: Element;
  readonly signedInfoPrefixes: readonly string[];
  readonly signatureMethod: string;
  readonly referenceUri: string;
  readonly referencePrefixes: readonly string[];
  readonly digestMethod: string;
  readonly digest: Buffer;
  readonly value: Buffer;
  readonly keyInfo: Element | undefined;
}

function malformed(detail: string): never {
  return refuse('saml-signature-malformed', detail);
}

/** Exactly these children, in this order; names with `?` may be missing. */
function childrenOf(parent: Element, ...names: string[]): Element[] {
  const children = childElements(parent);
  const found: Element[] = [];
  for (const name of names) {
    const local = name.replace('?', '');
    if (children[0] && isNamed(children[0], ['ds', local])) {
      found.push(children.shift()!);
    } else if (!name.endsWith('?')) {
      malformed(`${parent.localName} has no ${local} where it belongs`);
    }
  }
  return children.length > 0
    ? malformed(
        `${parent.localName} holds ${children[0].localName}, which is not allowed there`,
      )
    : found;
}

function algorithmOf(element: Element): string {
  return (
    optionalAttribute(element, 'Algorithm') ??
    malformed(`${element.localName} has no Algorithm`)
  );
}

const inclusiveNamespaces: ElementName = ['ec', 'InclusiveNamespaces'];

/** `PrefixList` of an element whose algorithm is exclusive c14n. */
function prefixesOf(element: Element): string[] {
  if (algorithmOf(element) !== exclusive) {
    return malformed(
      `${element.localName} is not exclusive canonicalisation without comments`,
    );
  }
  const [list, ...others] = childElements(element);
  if (!list) {
    return [];
  }
  if (!isNamed(list, inclusiveNamespaces) || others.length > 0) {
    return malformed(`${element.localName} holds an unknown parameter`);
  }
  // A default namespace that is not used cannot be listed with the library;
  // the digest then does not fit.
  return (optionalAttribute(list, 'PrefixList') ?? '')
    .split(/[ \t\r\n]+/)
    .filter(prefix => prefix !== '' && prefix !== '#default');
}

function octetsOf(element: Element): Buffer {
  const octets = decodeBase64(textOf(element));
  return octets && octets.length > 0
    ? octets
    : malformed(`${element.localName} is empty or not base64`);
}

/**
 * Reads a `ds:Signature` (XML Signature 1.1, 4) that may only be what SAML
 * core 5.4 allows: one reference with the two transforms "enveloped signature"
 * and "exclusive canonicalisation", nothing beside. All values are taken from
 * direct children at their place, so there is one SignedInfo, one digest.
 *
 * @throws SsoError `saml-signature-malformed`
 */
export function readSignature(signature: Element): EnvelopedSignature {
  const [signedInfo, value, keyInfo] = childrenOf(
    signature,
    'SignedInfo',
    'SignatureValue',
    'KeyInfo?',
  );
  const [canonicalization, method, reference] = childrenOf(
    signedInfo,
    'CanonicalizationMethod',
    'SignatureMethod',
    'Reference',
  );
  childrenOf(method);
  const [transforms, digestMethod, digestValue] = childrenOf(
    reference,
    'Transforms',
    'DigestMethod',
    'DigestValue',
  );
  childrenOf(digestMethod);
  const [first, second] = childrenOf(transforms, 'Transform', 'Transform');
  // xml-crypto writes a list of prefixes into this one, too, where it has no
  // meaning.
  const parameter = childElements(first).find(
    child => child.localName !== 'InclusiveNamespaces',
  );
  if (parameter || algorithmOf(first) !== enveloped) {
    malformed('The first transform is not "enveloped signature"');
  }
  return {
    element: signature,
    signedInfo,
    signedInfoPrefixes: prefixesOf(canonicalization),
    signatureMethod: algorithmOf(method),
    referenceUri:
      optionalAttribute(reference, 'URI') ?? malformed('Reference has no URI'),
    referencePrefixes: prefixesOf(second),
    digestMethod: algorithmOf(digestMethod),
    digest: octetsOf(digestValue),
    value: octetsOf(value),
    keyInfo,
  };
}
