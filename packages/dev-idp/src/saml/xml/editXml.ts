import { XMLSerializer } from '@xmldom/xmldom';
import { parseXml } from './parseXml';

/** Changes a document by its tree. */
export function editXml(xml: string, edit: (root: Element) => void): string {
  const document = parseXml(xml);
  edit(document.documentElement);
  return new XMLSerializer().serializeToString(document);
}
