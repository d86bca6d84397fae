import { checkCharacters, checkReferences } from './characters';
import type { SamlXmlLimits } from './limits';
import { refuse } from './refuse';
import { readStartTag } from './readStartTag';

const declaration =
  /<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.0"|'1\.0')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*["']([A-Za-z][\w.-]{0,40})["'])?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*["'](?:yes|no)["'])?[ \t\n]*\?>/y;
const endTag = /<\/([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)[ \t\n]*>/y;

function afterDeclaration(xml: string, limits: SamlXmlLimits): number {
  if (!xml.startsWith('<?xml')) {
    return 0;
  }
  declaration.lastIndex = 0;
  const match = declaration.exec(xml);
  const encoding = match?.[1] ?? 'utf-8';
  if (!match) {
    return refuse('saml-xml-refused', 'The XML declaration is not well-formed');
  }
  if (!limits.anyEncoding && !/^(?:utf-8|us-ascii)$/i.test(encoding)) {
    return refuse('saml-xml-refused', `The encoding ${encoding} is not UTF-8`);
  }
  return declaration.lastIndex;
}

/** What stands at a `<` that opens neither an element nor an end tag. */
function afterOther(xml: string, at: number, limits: SamlXmlLimits): number {
  if (xml.startsWith('<!--', at)) {
    if (!limits.comments) {
      return refuse('saml-xml-refused', 'The document holds a comment');
    }
    const end = xml.indexOf('--', at + 4);
    return end > 0 && xml[end + 2] === '>'
      ? end + 3
      : refuse('saml-xml-refused', 'A comment is not well-formed');
  }
  if (xml.startsWith('<![CDATA[', at)) {
    return refuse('saml-xml-refused', 'The document holds a CDATA section');
  }
  return xml.startsWith('<?', at)
    ? refuse('saml-xml-refused', 'The document holds a processing instruction')
    : refuse('saml-xml-refused', 'The document holds a document type');
}

/**
 * Walks over the text of a document before it is parsed: it has to be
 * well-formed XML 1.0, within limits, without document type, CDATA and
 * processing instructions. The parser, which forgives a lot, then has nothing
 * left to forgive, and nothing of unbounded size reaches it.
 *
 * @param xml - with `\n` as the only line end
 * @returns the number of elements
 * @throws SsoError `saml-xml-refused`
 */
export function scanXml(xml: string, limits: SamlXmlLimits): number {
  checkCharacters(xml);
  const open: Array<{ name: string; declarations: number }> = [];
  const names = new Set<string>();
  let elements = 0;
  let position = afterDeclaration(xml, limits);
  while (position < xml.length) {
    const next = xml.indexOf('<', position);
    const text = xml.slice(position, next < 0 ? undefined : next);
    if (open.length === 0 && /[^ \t\n]/.test(text)) {
      refuse('saml-xml-refused', 'There is text outside of the root element');
    }
    checkReferences(text);
    if (text.includes(']]>')) {
      refuse('saml-xml-refused', 'A text holds "]]>"');
    }
    if (next < 0) {
      break;
    }
    const character = xml[next + 1];
    if (character === '/') {
      endTag.lastIndex = next;
      const name = endTag.exec(xml)?.[1];
      if (!name || name !== open.pop()?.name) {
        refuse('saml-xml-refused', 'An end tag does not fit its start tag');
      }
      position = endTag.lastIndex;
    } else if (character === '!' || character === '?') {
      position = afterOther(xml, next, limits);
    } else {
      if (open.length === 0 && elements > 0) {
        refuse('saml-xml-refused', 'There is more than one root element');
      }
      const tag = readStartTag(xml, next, limits.attributes);
      const declarations = (open.at(-1)?.declarations ?? 0) + tag.declarations;
      elements += 1;
      names.add(tag.name);
      if (!tag.empty) {
        open.push({ name: tag.name, declarations });
      }
      if (
        elements > limits.elements ||
        open.length > limits.depth ||
        names.size > limits.names ||
        declarations > limits.declarations
      ) {
        refuse(
          'saml-xml-refused',
          'The document has too many elements, names or namespaces',
        );
      }
      position = tag.end;
    }
  }
  if (open.length > 0 || elements === 0) {
    refuse('saml-xml-refused', 'The document is not complete');
  }
  return elements;
}
