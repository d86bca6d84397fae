import { DOMParser } from '@xmldom/xmldom';

/**
 * Parses one XML document.
 *
 * @throws Error when it is not well-formed or has a document type.
 */
export function parseXml(xml: string): Document {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) {
    throw new Error('The XML has a document type');
  }
  const problems: string[] = [];
  const report = (message: unknown) => problems.push(String(message));
  const document = new DOMParser({
    errorHandler: { warning: report, error: report, fatalError: report },
  }).parseFromString(xml, 'text/xml');
  if (problems.length > 0 || !document?.documentElement) {
    throw new Error('The XML is not well-formed');
  }
  return document;
}
