import { randomBytes } from 'node:crypto';

/**
 * An unpredictable id of a message: 160 random bits (SAML core 1.3.4 asks for
 * at least 128), and an XML name because of its first character.
 */
export function createMessageId(): string {
  return `_${randomBytes(20).toString('hex')}`;
}
