import { refusalOf } from '../__testUtils__/refusalOf';
import { metadataLimits } from './limits';
import { parseSamlXml } from './parseSamlXml';
import { textOf } from './text';

const namespaced = (count: number) =>
  `<a ${[...Array(count).keys()].map(n => `xmlns:p${n}="urn:x"`).join(' ')}>`;
const doctype = '<!DOCTYPE a [<!ENTITY e "x">]>';

describe('parseSamlXml against attacks', () => {
  const refused: Array<[string, string, RegExp]> = [
    ['S17 two roots', '<a/><b/>', /more than one root/],
    ['S17 text after the root', '<a/>text', /outside of the root/],
    ['S18 a document type', `${doctype}<a/>`, /document type/],
    ['S29 a lower-case document type', '<!doctype a><a/>', /document type/],
    ['S29 an entity declaration', '<!ENTITY e "x"><a/>', /document type/],
    [
      'S29 an external entity',
      '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
      /document type/,
    ],
    ['S29 an entity that was never declared', '<a>&e;</a>', /unknown entity/],
    ['S29 a lone ampersand', '<a>a & b</a>', /unknown entity/],
    ['S29 a character that XML has not', '<a>&#0;</a>', /unknown entity/],
    ['S29 half of a surrogate pair', '<a>&#xD800;</a>', /unknown entity/],
    ['S20 a comment', '<a>alice<!-- -->.evil</a>', /comment/],
    ['S20 a CDATA section', '<a>alice<![CDATA[.evil]]></a>', /CDATA/],
    ['S20 an instruction', '<a>alice<?x y?>.evil</a>', /instruction/],
    ['S20 an instruction before the root', '<?x y?><a/>', /instruction/],
    ['S18 an attribute twice', '<a b="1" b="2"/>', /twice/],
    [
      'S18 an attribute twice by two prefixes',
      '<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>',
      /twice/,
    ],
    ['S18 a prefix that is not declared', '<p:a/>', /not declared/],
    ['S18 a prefix named like a method', '<constructor:a/>', /not declared/],
    ['S18 an attribute of no namespace', '<a p:b="1"/>', /not declared/],
    ['S18 xml declared anew', '<a xmlns:xml="urn:x"/>', /declaration/],
    [
      'S18 xmlns as a namespace',
      '<a xmlns="http://www.w3.org/2000/xmlns/"/>',
      /declaration/,
    ],
    [
      'S18 a namespace that looks like an attribute',
      `<a xmlns:p='urn:x" ID="y'/>`,
      /declaration/,
    ],
    ['S19 a relative namespace', '<a xmlns:p="x"/>', /declaration/],
    [
      'S18 an attribute that is left out of signatures',
      '<a xmlnsx="1"/>',
      /reserved name/,
    ],
    [
      'S18 an element of HTML',
      '<a xmlns="http://www.w3.org/1999/xhtml"/>',
      /declaration/,
    ],
    ['an end tag too many', '<a></a></a>', /end tag/],
    ['an end tag that is missing', '<a><b></a>', /end tag/],
    ['an end tag with more in it', '<a></a b>', /end tag/],
    ['an end tag alone', '</a>', /end tag/],
    ['an open root', '<a>', /not complete/],
    ['a value without quotes', '<a b=1/>', /start tag/],
    ['a value with a tag in it', '<a b="<c/>"/>', /start tag/],
    ['attributes without space', '<a b="1"c="2"/>', /start tag/],
    ['an attribute without value', '<a b/>', /start tag/],
    ['an empty document', '', /not complete/],
    ['white space', ' \n', /not complete/],
    ['a control character', '<a>\u0008</a>', /forbidden character/],
    ['"]]>" in a text', '<a>]]></a>', /"]]>"/],
    ['XML 1.1', '<?xml version="1.1"?><a/>', /declaration/],
    ['UTF-16', '<?xml version="1.0" encoding="UTF-16"?><a/>', /UTF-8/],
    [
      'a declaration in the middle',
      '<a><?xml version="1.0"?></a>',
      /instruction/,
    ],
    [
      'S31 more characters than a message has',
      `<a>${'x'.repeat(300_000)}</a>`,
      /characters/,
    ],
    ['S31 a deep document', '<a>'.repeat(65) + '</a>'.repeat(65), /too many/],
    ['S31 many elements', `<a>${'<b/>'.repeat(20_000)}</a>`, /too many/],
    [
      'S31 many names of elements',
      `<a>${[...Array(501).keys()].map(n => `<b${n}></b${n}>`).join('')}</a>`,
      /too many/,
    ],
    [
      'S31 many namespaces at one place',
      `${namespaced(60)}${namespaced(60)}${namespaced(9)}${'</a>'.repeat(3)}`,
      /too many/,
    ],
    ['S31 a long name', `<${'a'.repeat(101)}/>`, /start tag/],
    ['S31 a long prefix', `<a xmlns:${'p'.repeat(101)}="urn:x"/>`, /start tag/],
    [
      'S31 many attributes',
      `<a ${[...Array(65).keys()].map(each => `a${each}=""`).join(' ')}/>`,
      /too many/,
    ],
  ];

  it.each(refused)('refuses %s', (_, xml, detail) => {
    const refusal = refusalOf(() => parseSamlXml(xml));
    expect(refusal.code).toBe('saml-xml-refused');
    expect(refusal.detail).toMatch(detail);
  });

  it.each([
    ['ID twice', '<a ID="x"><b ID="x"/></a>'],
    ['ID and Id', '<a ID="x"><b Id="x"/></a>'],
    ['ID and id', '<a ID="x"><b id="x"/></a>'],
    ['ID and xml:id', '<a ID="x"><b xml:id="x"/></a>'],
    ['both on one element', '<a ID="x" Id="x"/>'],
  ])('S11 refuses the same %s', (_, xml) => {
    expect(refusalOf(() => parseSamlXml(xml)).code).toBe(
      'saml-structure-invalid',
    );
  });

  it('accepts the honest twins of all of them', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\r\n<a ID="x" xmlns:p="urn:x"\n p:b='1' b="2"><b ID="y">a &amp; b &#x1F600; &lt;&#13;]] &gt;</b><p:c/></a>\n`;
    const root = parseSamlXml(xml);
    expect(root.getAttributeNS('urn:x', 'b')).toBe('1');
    expect(textOf(root.firstChild as Element)).toBe('a & b 😀 <\r]] >');
    expect((root.lastChild as Element).namespaceURI).toBe('urn:x');
  });

  it('S31 accepts names and namespaces as honest providers have them', () => {
    const names = [...Array(400).keys()].map(n => `<b${n}></b${n}>`).join('');
    // Each value declares the prefixes of its type anew.
    const values = `${namespaced(3)}</a>`.repeat(1000);
    const xml = `${namespaced(60)}${namespaced(60)}<${'a'.repeat(
      100,
    )}/>${names}${values}</a></a>`;
    expect(parseSamlXml(xml).localName).toBe('a');
  });

  it('keeps line separators, which XML 1.0 knows as characters', () => {
    expect(textOf(parseSamlXml('<a>\u2028\u0085\r\n\r.</a>'))).toBe(
      '\u2028\u0085\n\n.',
    );
  });

  it('S30 has the same rules for metadata, apart from comments and size', () => {
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?><!-- a --><a>one<!-- & --> two${'<b/>'.repeat(
      30_000,
    )}</a><!-- b -->`;
    expect(parseSamlXml(xml, metadataLimits).localName).toBe('a');
    expect(refusalOf(() => parseSamlXml(xml)).code).toBe('saml-xml-refused');
    for (const evil of [
      `${doctype}<a/>`,
      '<a><?x y?></a>',
      '<!-- -- --><a/>',
    ]) {
      expect(refusalOf(() => parseSamlXml(evil, metadataLimits)).code).toBe(
        'saml-xml-refused',
      );
    }
  });

  it('S20 reads the text before and after a comment as one', () => {
    expect(
      textOf(parseSamlXml('<a>alice<!-- -->.evil</a>', metadataLimits)),
    ).toBe('alice.evil');
  });
});
