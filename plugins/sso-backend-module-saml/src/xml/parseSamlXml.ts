import { DOMParser } from '@xmldom/xmldom';
import { checkTree } from './checkTree';
import { messageLimits, type SamlXmlLimits } from './limits';
import { refuse } from './refuse';
import { scanXml } from './scanXml';

export { decodeSamlMessage } from './decodeSamlMessage';

function failOnAnything(): never {
  return refuse('saml-xml-refused', 'The document is not well-formed');
}

const parserOptions = {
  errorHandler: {
    warning: failOnAnything,
    error: failOnAnything,
    fatalError: failOnAnything,
  },
  // Done before scanning; the default also rewrites what XML 1.0 does not.
  normalizeLineEndings: (xml: string) => xml,
};

const parser = new DOMParser(parserOptions);

function parseDocument(xml: string): Document {
  try {
    return parser.parseFromString(xml, 'text/xml');
  } catch {
    return failOnAnything();
  }
}

/**
 * Parses a message, or metadata with {@link metadataLimits}, as strictly as
 * possible. What comes back is the only tree of the message: signatures are
 * verified over it and statements are read from it, so no two parsers can
 * disagree about it.
 *
 * @returns the root element
 * @throws SsoError `saml-xml-refused`, or `saml-structure-invalid` when an ID
 *   occurs twice
 */
export function parseSamlXml(
  xml: string,
  limits: SamlXmlLimits = messageLimits,
): Element {
  if (xml.length > limits.characters) {
    refuse(
      'saml-xml-refused',
      `The document has more than ${limits.characters} characters`,
    );
  }
  const text = xml.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const elements = scanXml(text, limits);
  const document = parseDocument(text);
  checkTree(document, { elements, comments: limits.comments });
  return document.documentElement;
}
