import type { SettingsField } from './SettingsField';

/** The value of a setting as its control holds it. */
export function toFormValue(field: SettingsField, value: unknown): unknown {
  const known = value ?? field.defaultValue;
  switch (field.kind) {
    case 'boolean':
      return known === true;
    case 'number':
      return typeof known === 'number' ? known : undefined;
    case 'list':
      return Array.isArray(known) ? known.join('\n') : '';
    case 'json':
      return known === undefined ? '' : JSON.stringify(known, undefined, 2);
    default:
      return typeof known === 'string' ? known : '';
  }
}

/**
 * The value of a setting as the server gets it; `undefined` leaves it out.
 *
 * @throws SyntaxError when a `json` field does not hold JSON.
 */
export function toSettingValue(field: SettingsField, value: unknown): unknown {
  const text = typeof value === 'string' ? value.trim() : '';
  switch (field.kind) {
    case 'boolean':
      return value === true;
    case 'number':
      return typeof value === 'number' && !Number.isNaN(value)
        ? value
        : undefined;
    case 'list':
      return toList(text, field);
    case 'json':
      return text ? JSON.parse(text) : undefined;
    default:
      return text || undefined;
  }
}

function toList(text: string, field: SettingsField): string[] | undefined {
  const values = text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  // Left out, a default would come back.
  const canBeLeftOut = !field.isRequired && field.defaultValue === undefined;
  return values.length === 0 && canBeLeftOut ? undefined : values;
}
