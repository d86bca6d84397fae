/**
 * A text for a line of the log. Providers have a say in it, and a line break
 * would begin a line of their own (CWE-117).
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
