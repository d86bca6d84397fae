/** Attributes of an element; those that are `undefined` are left out. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** Content of an element: a text to escape, or elements that are written. */
export type XmlContent = string | readonly XmlElement[];

/** An element that {@link writeElement} has written. */
export interface XmlElement {
  readonly xml: string;
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // As they are, a parser would turn these into spaces or line feeds.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

// XML 1.0 §2.2: control characters, single surrogates and two others.
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

function escape(value: string): string {
  if (ILLEGAL.test(value)) {
    throw new TypeError('A character cannot stand in an XML document');
  }
  return value.replace(/[&<>"\t\n\r]/g, character => references[character]);
}

/**
 * Writes one element. Every value is escaped, wherever it came from.
 *
 * @param name - with its prefix; never made of foreign text
 * @throws TypeError when a value holds what no XML document can hold
 */
export function writeElement(
  name: string,
  attributes: XmlAttributes,
  content: XmlContent = '',
): XmlElement {
  const start = Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escape(value)}"`)
    .join('');
  const inside =
    typeof content === 'string'
      ? escape(content)
      : content.map(({ xml }) => xml).join('');
  return {
    xml: inside ? `<${name}${start}>${inside}</${name}>` : `<${name}${start}/>`,
  };
}
