import { ExclusiveCanonicalization } from 'xml-crypto';
import { namespaces } from '../xml/namespaces';
import { refuse } from '../xml/refuse';

function inOrder(left: string, right: string): -1 | 0 | 1 {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

/**
 * Exclusive canonicalisation of one element without one of its children, which
 * is what the enveloped-signature transform leaves. Nothing is taken out of
 * the tree for it, so nothing can come back changed.
 */
class EnvelopedCanonicalization extends ExclusiveCanonicalization {
  readonly #without: Element | undefined;

  static create(without?: Element): EnvelopedCanonicalization {
    return new EnvelopedCanonicalization(without);
  }

  private constructor(without: Element | undefined) {
    super();
    this.#without = without;
  }

  processInner(
    node: Node,
    ...rest: [unknown, unknown, unknown, string[]]
  ): string {
    return node === this.#without ? '' : super.processInner(node, ...rest);
  }

  renderNs(
    node: Element,
    ...rest: [unknown, unknown, unknown, string[]]
  ): { rendered: string; newDefaultNs: string } {
    const prefixes = rest[3];
    for (let index = 0; index < node.attributes.length; index++) {
      const { prefix, localName } = node.attributes[index];
      // The library would write such an attribute as if it declared a prefix.
      if (prefix && prefix !== 'xmlns' && prefixes.includes(localName)) {
        refuse(
          'saml-signature-malformed',
          'An attribute has the name of a prefix in PrefixList',
        );
      }
    }
    return super.renderNs(node, ...rest);
  }

  // By namespace, then by name (Canonical XML 1.0, 2.2). The library compares
  // both as one text, in which "urn:ab" and "c" are "urn:a" and "bc".
  attrCompare(left: Attr, right: Attr): -1 | 0 | 1 {
    return (
      inOrder(left.namespaceURI ?? '', right.namespaceURI ?? '') ||
      inOrder(left.localName, right.localName)
    );
  }

  // The order of code units, in which the library follows the language of the
  // process instead (Canonical XML 1.0, 2.2).
  nsCompare(left: { prefix: string }, right: { prefix: string }): number {
    return inOrder(left.prefix, right.prefix);
  }
}

/**
 * Prefixes of a list that the element inherits. The library sees declarations
 * only where they stand, so they stand on the element for a moment.
 */
function inherited(element: Element, prefixes: readonly string[]) {
  return prefixes.flatMap(prefix => {
    if (element.hasAttribute(`xmlns:${prefix}`)) {
      return [];
    }
    let ancestor = element.parentNode as Element | null;
    while (ancestor?.nodeType === 1) {
      const uri = ancestor.getAttribute(`xmlns:${prefix}`);
      if (uri) {
        return [{ prefix, uri }];
      }
      ancestor = ancestor.parentNode as Element | null;
    }
    return [];
  });
}

/**
 * Octets of an element by Exclusive XML Canonicalization 1.0.
 *
 * @param prefixes - `PrefixList` of `InclusiveNamespaces` (section 2.1)
 * @param without - a child that is left out: the enveloped signature
 * @throws SsoError `saml-signature-malformed` when there are no such octets: a
 *   canonicalisation that failed must never be taken for an empty document,
 *   whose digest everybody knows
 */
export function canonicalize(
  element: Element,
  prefixes: readonly string[],
  without?: Element,
): string {
  const added = inherited(element, prefixes);
  let octets: string;
  try {
    for (const { prefix, uri } of added) {
      element.setAttributeNS(namespaces.xmlns, `xmlns:${prefix}`, uri);
    }
    octets = EnvelopedCanonicalization.create(without).processInner(
      element,
      [],
      '',
      {},
      [...prefixes],
    );
  } catch {
    return refuse(
      'saml-signature-malformed',
      'The signed element has no canonical form',
    );
  } finally {
    for (const { prefix } of added) {
      element.removeAttribute(`xmlns:${prefix}`);
    }
  }
  return typeof octets === 'string' && octets.startsWith(`<${element.tagName}`)
    ? octets
    : refuse(
        'saml-signature-malformed',
        'The signed element has no canonical form',
      );
}
