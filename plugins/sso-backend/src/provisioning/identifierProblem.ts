import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import { isCleanText } from '../directory/cleanText';

/**
 * Of issuer and subject together, in UTF-8. Identities are found by an index,
 * and PostgreSQL puts no more than 2,704 bytes into an entry of one.
 */
const MAX_IDENTIFIER_BYTES = 2048;

/** Why an identity can be the key of no link (USER-1), if so. */
export function identifierProblem({
  issuer,
  subject,
}: Pick<AssertedIdentity, 'issuer' | 'subject'>): string | undefined {
  if (!isCleanText(issuer) || !isCleanText(subject)) {
    return 'The identifier of the person holds characters that no identifier may have.';
  }
  return Buffer.byteLength(issuer + subject) > MAX_IDENTIFIER_BYTES
    ? 'The identifier of the person is too long.'
    : undefined;
}
