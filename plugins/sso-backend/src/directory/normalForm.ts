/**
 * The form in which usernames, emails, ID numbers and group titles are
 * compared: compatibility characters folded (NFKC), case folded, white space
 * collapsed. What looks the same to people is the same person or group.
 */
export function normalForm(text: string): string {
  return text
    .normalize('NFKC')
    .toLocaleLowerCase('en-US')
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * The form in which emails are compared: ASCII letters without case, and
 * nothing else folded. Look-alikes of other scripts are other addresses, and
 * whoever has one must not become somebody else by it.
 */
export function emailForm(text: string): string {
  return text.replace(/[A-Z]/g, letter => letter.toLowerCase());
}
