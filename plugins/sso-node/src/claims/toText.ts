/**
 * A value of a provider as text: texts that are not blank, and numbers.
 *
 * @returns undefined for everything else
 * @public
 */
export function toText(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value.trim() === '' ? undefined : value;
  }
  return typeof value === 'number' && Number.isFinite(value)
    ? String(value)
    : undefined;
}
