import { escapeXml } from './escapeXml';

/** Attributes by their qualified names; undefined ones are left out. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/**
 * One element as text, without white space around its children.
 *
 * @param children - XML, not text; see {@link escapeXml}
 */
export function element(
  name: string,
  attributes: XmlAttributes,
  ...children: ReadonlyArray<string | undefined>
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  return `<${name}${written}>${children.join('')}</${name}>`;
}
