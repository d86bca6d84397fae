/** Texts from `from` on, before `to`, in the order of their bytes. */
export interface TextRange {
  readonly from: string;
  /** Undefined when nothing comes after. */
  readonly to?: string;
}

const LAST = 0x10ffff;
const BEFORE_SURROGATES = 0xd7ff;
const AFTER_SURROGATES = 0xe000;

/**
 * The texts that begin with a prefix, as a range of an index. In UTF-8 the
 * order of bytes is that of characters, so the range ends at the prefix with
 * its last character moved on by one.
 */
export function prefixRange(prefix: string): TextRange {
  const points = Array.from(prefix, char => char.codePointAt(0)!);
  while (points.at(-1) === LAST) {
    points.pop();
  }
  const last = points.pop();
  if (last === undefined) {
    return { from: prefix };
  }
  const next = last === BEFORE_SURROGATES ? AFTER_SURROGATES : last + 1;
  return { from: prefix, to: String.fromCodePoint(...points, next) };
}
