import type { SamlAttribute } from '../verify/VerifiedMessage';

/**
 * All attributes as lists of their values, by `FriendlyName` and by `Name`.
 * Where they collide, `Name` counts: it is what identifies an attribute.
 */
export function toAttributes(
  attributes: readonly SamlAttribute[],
): Record<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const { name, values } of attributes) {
    byName.set(name, [...(byName.get(name) ?? []), ...values]);
  }
  const all = new Map<string, string[]>();
  for (const { friendlyName, values } of attributes) {
    if (friendlyName && !byName.has(friendlyName)) {
      all.set(friendlyName, [...(all.get(friendlyName) ?? []), ...values]);
    }
  }
  // fromEntries defines own properties, so no name can reach a prototype.
  return Object.fromEntries(
    [...all, ...byName].filter(([name]) => name !== '__proto__'),
  );
}
