// Control characters, lone surrogates, line and paragraph separators, and
// marks that turn the direction of text: they break databases, logs or lists.
const UNWANTED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu;

/**
 * One line of text to show, from a value that a provider may have chosen.
 *
 * @returns at most `maxCharacters` characters, or `undefined` when nothing
 * is left.
 */
export function cleanText(
  value: string | undefined,
  maxCharacters: number,
): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  // Counting every character of a huge value would take long.
  const text = value
    .slice(0, maxCharacters * 8)
    .replace(UNWANTED, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(text);
  const cut =
    characters.length > maxCharacters
      ? `${characters.slice(0, maxCharacters - 1).join('')}…`
      : text;
  return cut || undefined;
}
