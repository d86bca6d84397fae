import type { SettingsField } from './SettingsField';
import { toSettingValue } from './settingValues';

/** What is wrong with a value, for a message at the field. */
export type SettingProblem =
  | { readonly kind: 'required' | 'url' | 'integer' | 'json' | 'pattern' }
  | {
      readonly kind: 'minimum' | 'maximum' | 'minLength' | 'maxLength';
      readonly bound: number;
    };

/**
 * Light checks before the server is asked. It checks everything again and
 * knows rules that the schema cannot say.
 */
export function findSettingProblem(
  field: SettingsField,
  formValue: unknown,
): SettingProblem | undefined {
  let value: unknown;
  try {
    value = toSettingValue(field, formValue);
  } catch {
    return { kind: 'json' };
  }
  const isEmpty =
    value === undefined || (Array.isArray(value) && value.length === 0);
  if (isEmpty) {
    return field.isRequired ? { kind: 'required' } : undefined;
  }
  if (typeof value === 'number') {
    return findNumberProblem(field, value);
  }
  return typeof value === 'string' ? findTextProblem(field, value) : undefined;
}

function findNumberProblem(
  field: SettingsField,
  value: number,
): SettingProblem | undefined {
  if (field.isInteger && !Number.isInteger(value)) {
    return { kind: 'integer' };
  }
  if (field.minimum !== undefined && value < field.minimum) {
    return { kind: 'minimum', bound: field.minimum };
  }
  if (field.maximum !== undefined && value > field.maximum) {
    return { kind: 'maximum', bound: field.maximum };
  }
  return undefined;
}

function findTextProblem(
  field: SettingsField,
  value: string,
): SettingProblem | undefined {
  if (field.kind === 'url' && !isHttpUrl(value)) {
    return { kind: 'url' };
  }
  if (field.minLength !== undefined && value.length < field.minLength) {
    return { kind: 'minLength', bound: field.minLength };
  }
  if (field.maxLength !== undefined && value.length > field.maxLength) {
    return { kind: 'maxLength', bound: field.maxLength };
  }
  return field.pattern && !matches(field.pattern, value)
    ? { kind: 'pattern' }
    : undefined;
}

function isHttpUrl(value: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol);
  } catch {
    return false;
  }
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    // A pattern that this browser does not know is the server's to check.
    return true;
  }
}
