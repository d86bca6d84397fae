import { InputError } from '@backstage/errors';

/** NUL, and halves of characters: PostgreSQL can store neither. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/**
 * Refuses texts, however deep inside a value, that not every database can
 * store, so that the engines do not differ.
 *
 * @throws InputError without the text
 */
export function assertStorable(value: unknown): void {
  if (typeof value === 'string') {
    if (UNSTORABLE.test(value)) {
      throw new InputError(
        'A text holds a character that cannot be stored (NUL or half of a surrogate pair)',
      );
    }
  } else if (Array.isArray(value)) {
    value.forEach(assertStorable);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      assertStorable(key);
      assertStorable(part);
    }
  }
}
