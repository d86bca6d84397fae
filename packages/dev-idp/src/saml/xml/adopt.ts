import { parseXml } from './parseXml';

/** Puts an element of XML into another document, last unless told otherwise. */
export function adopt(parent: Element, xml: string, before?: Node): Element {
  const node = parseXml(xml).documentElement;
  const copy = parent.ownerDocument.importNode(node, true) as Element;
  parent.insertBefore(copy, before ?? null);
  return copy;
}
