import { refuse } from './refuse';

const character = /[^\t\n\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const references =
  /&(?:(?:amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\dA-Fa-f]{1,6}));|&/g;

const isCharacter = (codePoint: number) =>
  codePoint <= 0x10ffff &&
  (codePoint === 0xd || !character.test(String.fromCodePoint(codePoint)));

/** Only characters of XML 1.0 (2.2); no halves of surrogate pairs. */
export function checkCharacters(xml: string): void {
  if (character.test(xml)) {
    refuse('saml-xml-refused', 'The document holds a forbidden character');
  }
}

/**
 * Only the five predefined entities and references to characters of XML 1.0;
 * anything else would need a document type.
 */
export function checkReferences(text: string): void {
  if (!text.includes('&')) {
    return;
  }
  for (const [reference, decimal, hexadecimal] of text.matchAll(references)) {
    const digits = decimal ?? hexadecimal;
    if (
      reference === '&' ||
      (digits && !isCharacter(parseInt(digits, decimal ? 10 : 16)))
    ) {
      refuse('saml-xml-refused', 'The document holds an unknown entity');
    }
  }
}
