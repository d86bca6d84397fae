import {
  createHash,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto';

/**
 * A value that whoever holds it may use: 256 random bits, base64url. Only its
 * {@link hashBearer} is ever stored.
 */
export function newBearer(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a text could be one of ours, by its form alone. */
export function looksLikeBearer(value: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(value);
}

/** SHA-256 in base64url; enough for values of 256 random bits. */
export function hashBearer(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}

/** Compares hashes without telling by time where they differ. */
export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

// Crockford's base 32: no letters that are mistaken for others on the phone.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A short code to read out to an administrator: `K7QM-3XDP`, 40 bits. */
export function newReference(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(32)]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** Accepts a reference as people type it; another length matches none. */
export function parseReference(text: string): string {
  const letters = text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
