import { checkReferences } from './characters';
import { refuse } from './refuse';

// Names stand in traces and errors, so long ones are no names here.
const part = '[A-Za-z_][\\w.-]{0,99}';
const name = `${part}(?::${part})?`;
const opening = new RegExp(`<(${name})`, 'y');
const attribute = new RegExp(
  `[ \\t\\n]+(${name})[ \\t\\n]*=[ \\t\\n]*("[^<"]*"|'[^<']*')`,
  'y',
);
const closing = /[ \t\n]*(\/?)>/y;

interface StartTag {
  readonly name: string;
  readonly empty: boolean;
  /** How many namespaces it declares. */
  readonly declarations: number;
  /** Position behind the tag. */
  readonly end: number;
}

/**
 * Reads one start tag (XML 1.0, 3.1). Names are ASCII, as all names of SAML.
 *
 * @throws SsoError `saml-xml-refused`
 */
export function readStartTag(
  xml: string,
  at: number,
  maximalAttributes: number,
): StartTag {
  opening.lastIndex = at;
  const tag = opening.exec(xml);
  if (!tag) {
    return refuse('saml-xml-refused', 'A start tag is not well-formed');
  }
  const names = new Set<string>();
  let end = opening.lastIndex;
  for (;;) {
    attribute.lastIndex = end;
    const found = attribute.exec(xml);
    if (!found) {
      break;
    }
    end = attribute.lastIndex;
    checkReferences(found[2]);
    if (names.has(found[1]) || names.size >= maximalAttributes) {
      refuse(
        'saml-xml-refused',
        names.has(found[1])
          ? 'An element has an attribute twice'
          : 'An element has too many attributes',
      );
    }
    names.add(found[1]);
  }
  closing.lastIndex = end;
  const close = closing.exec(xml);
  if (!close) {
    return refuse('saml-xml-refused', 'A start tag is not well-formed');
  }
  return {
    name: tag[1],
    empty: close[1] === '/',
    declarations: [...names].filter(each => /^xmlns(?::|$)/.test(each)).length,
    end: closing.lastIndex,
  };
}
