import { z } from 'zod/v4';

type ProtocolSettings = z.ZodObject;

/**
 * The JSON Schema (2020-12) of a protocol's settings, from which the settings
 * form is drawn. Unknown properties are refused.
 *
 * @public
 */
export function toSettingsJsonSchema(
  settings: ProtocolSettings,
): Record<string, unknown> {
  return z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' });
}

/**
 * Names of the settings that are secrets: those with `secret: true` in their
 * meta data.
 *
 * @public
 */
export function secretSettingNames(settings: ProtocolSettings): string[] {
  const { properties = {} } = toSettingsJsonSchema(settings) as {
    properties?: Record<string, { secret?: boolean }>;
  };
  return Object.keys(properties).filter(name => properties[name].secret);
}
