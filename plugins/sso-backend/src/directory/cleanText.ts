/**
 * Whether a text of a provider can name somebody or something here: without
 * control characters, and without halves of characters (lone surrogates, which
 * JSON can carry and databases cannot).
 */
export function isCleanText(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text);
}
