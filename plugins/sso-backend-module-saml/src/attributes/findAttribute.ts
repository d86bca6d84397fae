import type { SamlAttribute } from '../verify/VerifiedMessage';

/**
 * Values of the attribute that a setting names: exactly by `Name`, or else by
 * `FriendlyName`. The name is plain text, whatever `.`, `:`, `_` or `/` stand
 * in it. Attributes of one name that differ in their NameFormat are taken
 * together.
 *
 * @returns undefined when the provider did not send it
 */
export function findAttribute(
  attributes: readonly SamlAttribute[],
  name: string | undefined,
): readonly string[] | undefined {
  if (!name) {
    return undefined;
  }
  const named = attributes.filter(attribute => attribute.name === name);
  const found =
    named.length > 0
      ? named
      : attributes.filter(({ friendlyName }) => friendlyName === name);
  return found.length > 0 ? found.flatMap(({ values }) => values) : undefined;
}
