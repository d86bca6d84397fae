import { toText } from './toText';

/**
 * The most values that are taken from one list of a provider.
 *
 * @public
 */
export const maxTextListLength = 10_000;

/**
 * Texts of a list, and how many entries were left out.
 *
 * @public
 */
export interface SsoTextList {
  /** Distinct, in the order of the provider. */
  readonly values: readonly string[];
  /** Entries that are no text, or beyond {@link maxTextListLength}. */
  readonly ignored: number;
}

/**
 * A value of a provider as a list of texts. One text or number counts as a
 * list of one, and a blank text as an empty list; it is never split.
 *
 * @returns undefined when the value is missing, null, or of another type
 * @public
 */
export function toTextList(value: unknown): SsoTextList | undefined {
  if (!Array.isArray(value)) {
    const text = toText(value);
    if (text === undefined && typeof value !== 'string') {
      return undefined;
    }
    return { values: text === undefined ? [] : [text], ignored: 0 };
  }
  const values = new Set<string>();
  let ignored = 0;
  for (const entry of value) {
    const text = toText(entry);
    if (text === undefined) {
      ignored++;
    } else if (values.size < maxTextListLength) {
      values.add(text);
    } else if (!values.has(text)) {
      ignored++;
    }
  }
  return { values: [...values], ignored };
}
