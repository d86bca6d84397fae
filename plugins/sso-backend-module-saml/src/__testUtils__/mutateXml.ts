import { DOMParser, XMLSerializer } from '@xmldom/xmldom';

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 0x100000000;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

type Random = () => number;

const forgive = () => {};
const forgiving = new DOMParser({
  errorHandler: { warning: forgive, error: forgive, fatalError: forgive },
});

const pick = <T>(random: Random, values: ArrayLike<T>): T =>
  values[Math.floor(random() * values.length)];

const characters = `<>&"'= /:#_-aA0\n\té\u2028`;
const insertions = [
  '<!-- x -->',
  '<![CDATA[x]]>',
  '<?x y?>',
  '<x/>',
  '&amp;',
  '&#x41;',
  '&x;',
  ' ',
  '\n',
  'evil',
  ' ID="_x"',
  ' xmlns:x="urn:x"',
  ' xmlns="urn:x"',
  '<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>',
];
const replacements: ReadonlyArray<readonly [string | RegExp, string]> = [
  ['rsa-sha256', 'rsa-sha1'],
  ['rsa-sha256', 'hmac-sha256'],
  ['xmlenc#sha256', 'xmlenc#sha512'],
  ['xml-exc-c14n#', 'xml-exc-c14n#WithComments'],
  ['enveloped-signature', 'base64'],
  [/URI="#[^"]*"/, 'URI=""'],
  [/URI="#[^"]*"/, 'URI="#_response"'],
  [/ID="_assertion"/, 'ID="_response"'],
  ['>alice<', '>admin<'],
  ['>alice<', '>alice<!-- -->.evil<'],
  ['>alice<', '>al&#105;ce<'],
  ['saml:NameID', 'saml:nameid'],
  [/xmlns:saml="[^"]*"/, 'xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"'],
  [/\?>|^/, '<!DOCTYPE x>'],
  [/"/g, "'"],
  [/></g, '>\n<'],
  [/<\/samlp:Response>$/, ' $&\n'],
  [/^/, '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n'],
  [/<saml:Issuer xmlns:saml="[^"]*">[^<]*<\/saml:Issuer>/, ''],
  [/Destination="[^"]*"/, ''],
];

function changeText(xml: string, random: Random): string {
  const at = Math.floor(random() * xml.length);
  switch (Math.floor(random() * 4)) {
    case 0:
      return xml.slice(0, at) + pick(random, characters) + xml.slice(at + 1);
    case 1:
      return xml.slice(0, at) + xml.slice(at + 1 + Math.floor(random() * 40));
    case 2:
      return xml.slice(0, at) + pick(random, insertions) + xml.slice(at);
    default:
      return xml.replace(...(pick(random, replacements) as [string, string]));
  }
}

function changeTree(xml: string, random: Random): string {
  const document = forgiving.parseFromString(xml, 'text/xml');
  const elements = Array.from(document.getElementsByTagName('*'));
  const one = pick(random, elements);
  const other = pick(random, elements);
  const attribute = pick(random, one.attributes);
  const parent = one === document.documentElement ? one : one.parentNode!;
  switch (Math.floor(random() * 7)) {
    case 0:
      parent.insertBefore(one.cloneNode(true), one.nextSibling);
      break;
    case 1:
      other.appendChild(one.cloneNode(true));
      break;
    case 2:
      other.insertBefore(one.cloneNode(true), other.firstChild);
      parent.removeChild(one);
      break;
    case 3:
      parent.removeChild(one);
      break;
    case 4:
      if (attribute) {
        one.removeAttribute(attribute.name);
      }
      break;
    case 5:
      if (attribute) {
        one.setAttribute(attribute.name, `${attribute.value}x`);
      }
      break;
    default:
      one.insertBefore(
        document.createElementNS('urn:x', 'x:evil'),
        one.firstChild,
      );
  }
  return new XMLSerializer().serializeToString(document);
}

/** Changes a message in one to three of many ways. */
export function mutateXml(xml: string, random: Random): string {
  let changed = xml;
  for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
    try {
      changed = (random() < 0.5 ? changeText : changeTree)(changed, random);
    } catch {
      // Some changes cannot be made to a document that is broken already.
      return changed;
    }
  }
  return changed;
}
