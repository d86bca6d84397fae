import type { SettingsField } from './SettingsField';

/** Fields under one heading. */
export interface SettingsGroup {
  /** `undefined` for fields without one. */
  readonly title?: string;
  readonly fields: readonly SettingsField[];
}

/** Groups fields by their heading, in the order of first appearance. */
export function groupSettingsFields(
  fields: readonly SettingsField[],
): SettingsGroup[] {
  const groups = new Map<string | undefined, SettingsField[]>();
  for (const field of fields) {
    groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  }
  return Array.from(groups, ([title, members]) => ({ title, fields: members }));
}
