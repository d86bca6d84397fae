import { hash } from 'node:crypto';

/** Enough for a few hundred SSO connections. */
const MAX_ENTRIES = 500;

/**
 * Remembers what was made of a text, so that a sign-in reads no certificate
 * and no key twice. Keyed by a hash: the texts, some of them secret, are not
 * kept. What throws is not remembered.
 *
 * @param make - further arguments have to follow from the text
 */
export function memoizeByText<T, A extends unknown[]>(
  make: (text: string, ...rest: A) => T,
): (text: string, ...rest: A) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text, ...rest) => {
    const key = hash('sha256', text, 'base64');
    const found = known.get(key);
    if (found) {
      // The oldest goes first, so what is used moves to the end.
      known.delete(key);
      known.set(key, found);
      return found.value;
    }
    const value = make(text, ...rest);
    if (known.size >= MAX_ENTRIES) {
      known.delete(known.keys().next().value!);
    }
    known.set(key, { value });
    return value;
  };
}
