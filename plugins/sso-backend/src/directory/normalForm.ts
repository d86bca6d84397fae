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
