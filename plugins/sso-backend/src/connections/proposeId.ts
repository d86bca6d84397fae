const MAX_LENGTH = 40;

/**
 * An id for a new SSO connection: the display name in lower-case letters,
 * digits and hyphens, with a number behind it when it is taken.
 */
export function proposeId(
  displayName: string,
  taken: readonly string[],
): string {
  const base =
    displayName
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLocaleLowerCase('en-US')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, MAX_LENGTH - 4)
      .replace(/^-+|-+$/g, '') || 'sso';
  const used = new Set(taken);
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!used.has(id)) return id;
  }
}
