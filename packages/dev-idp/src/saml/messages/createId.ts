import { randomBytes } from 'node:crypto';

/** A fresh identifier of a message; never starts with a digit (xs:ID). */
export function createId(): string {
  return `_${randomBytes(16).toString('hex')}`;
}
