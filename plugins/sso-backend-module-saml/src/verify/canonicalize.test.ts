import { ExclusiveCanonicalization } from 'xml-crypto';
import { refusalOf } from '../__testUtils__/refusalOf';
import { parseSamlXml } from '../xml/parseSamlXml';
import { canonicalize } from './canonicalize';

describe('canonicalize', () => {
  it('writes what xml-crypto writes for a whole element', () => {
    const root = parseSamlXml(
      `<a:r xmlns:a="urn:a" xmlns="urn:d" b='1' a:c="&quot;&#10;"><d>&lt;&#13;é</d><e xmlns="" /></a:r>`,
    );
    const octets = canonicalize(root, []);
    expect(octets).toBe(
      '<a:r xmlns:a="urn:a" b="1" a:c="&quot;&#xA;"><d xmlns="urn:d">&lt;&#xD;é</d><e></e></a:r>',
    );
    expect(octets).toBe(new ExclusiveCanonicalization().process(root, {}));
  });

  it('leaves one child out and changes nothing in the tree', () => {
    const root = parseSamlXml('<r><a>1</a><a>2</a></r>');
    expect(canonicalize(root, [], root.firstChild as Element)).toBe(
      '<r><a>2</a></r>',
    );
    expect(canonicalize(root, [])).toBe('<r><a>1</a><a>2</a></r>');
  });

  it('orders attributes by namespace, then by name', () => {
    const root = parseSamlXml(
      '<r xmlns:p="urn:ab" xmlns:q="urn:a" p:a="" q:bx="" q:ba="" z="" y=""/>',
    );
    expect(canonicalize(root, [])).toBe(
      '<r xmlns:p="urn:ab" xmlns:q="urn:a" y="" z="" q:ba="" q:bx="" p:a=""></r>',
    );
  });

  it('orders prefixes by code units, in any language', () => {
    const root = parseSamlXml(
      '<r xmlns:b="urn:1" xmlns:B="urn:2" xmlns:a="urn:3" b:x="" B:x="" a:x=""/>',
    );
    expect(canonicalize(root, [])).toMatch(
      /^<r xmlns:B="urn:2" xmlns:a="urn:3" xmlns:b="urn:1" /,
    );
  });

  it('declares listed prefixes where they are in scope (exc-c14n 3)', () => {
    const root = parseSamlXml(
      '<r xmlns:x="urn:x" xmlns:y="urn:y"><m xmlns:x="urn:inner"><c y:z=""/></m></r>',
    );
    const middle = root.firstChild as Element;
    const octets = canonicalize(middle, ['x', 'y', 'z0']);
    expect(octets).toBe(
      '<m xmlns:x="urn:inner" xmlns:y="urn:y"><c y:z=""></c></m>',
    );
    expect(middle.attributes).toHaveLength(1);
    expect(canonicalize(middle, [])).toBe(
      '<m><c xmlns:y="urn:y" y:z=""></c></m>',
    );
  });

  it('rebinds a prefix that an element between has bound otherwise', () => {
    const root = parseSamlXml(
      '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c xmlns:p="urn:1"/></p:b></p:a>',
    );
    expect(canonicalize(root, [])).toBe(
      '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c xmlns:p="urn:1"></p:c></p:b></p:a>',
    );
  });

  it('S19 refuses an element that has no canonical form', () => {
    const root = parseSamlXml('<r><a>1</a></r>');
    const instruction = root.ownerDocument.createProcessingInstruction('x', '');
    root.appendChild(instruction);
    expect(refusalOf(() => canonicalize(root, [])).code).toBe(
      'saml-signature-malformed',
    );
    expect(refusalOf(() => canonicalize(root, [], root)).code).toBe(
      'saml-signature-malformed',
    );
  });
});
