import type { z } from 'zod/v4';
import { toSettingsJsonSchema } from './settingsSchema';

/**
 * Names of the settings that hold an address which the backend itself is
 * going to contact: those with `fetched: true` in their meta data. They have
 * to be texts at the top level; check them with `assertAddressAllowed` when
 * they are saved.
 *
 * @public
 */
export function fetchedSettingNames(settings: z.ZodObject): string[] {
  const { properties = {} } = toSettingsJsonSchema(settings) as {
    properties?: Record<string, { fetched?: boolean }>;
  };
  return Object.keys(properties).filter(name => properties[name].fetched);
}
