import { createHash } from 'node:crypto';

/** Longest name of a Catalog entity. */
const MAX_NAME_LENGTH = 63;
/** Longest text that a name is made of. */
const MAX_SOURCE_LENGTH = 200;

function toAsciiName(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLocaleLowerCase('en-US')
      // A run of what a name may not hold becomes one hyphen; separators are
      // allowed inside only.
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^[._-]+|[._-]+$/g, '')
  );
}

/**
 * The Catalog name of a person: the username as far as Catalog names allow.
 * Nothing is cut and nothing is added, so that two usernames that would share
 * a name collide instead of one becoming the other.
 *
 * @returns undefined when no valid name is left
 */
export function userEntityName(username: string): string | undefined {
  // Before anything else: what a provider sends can be very long.
  if (username.length > MAX_SOURCE_LENGTH) return undefined;
  const name = toAsciiName(username);
  return name && name.length <= MAX_NAME_LENGTH ? name : undefined;
}

/**
 * The Catalog name of a group. Titles that leave no name, or too long a one,
 * get a digest instead of what does not fit.
 */
export function groupEntityName(title: string): string {
  const name = toAsciiName(title);
  // Letters of other scripts are lost; without the digest "Team 开发" would be
  // the same group as "Team".
  const isWhole = !/[^\p{ASCII}]/u.test(
    title.normalize('NFKD').replace(/\p{M}/gu, ''),
  );
  if (name && isWhole && name.length <= MAX_NAME_LENGTH) {
    return name;
  }
  const digest = createHash('sha256').update(title).digest('hex').slice(0, 8);
  const start = name.slice(0, MAX_NAME_LENGTH - 9).replace(/[._-]+$/, '');
  return `${start || 'group'}-${digest}`;
}
