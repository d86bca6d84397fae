import {
  AssertedIdentity,
  SsoAttributeValue,
  SsoProvisioningPolicy,
} from '@latchkey/plugin-sso-common';

/** What the admission rule says about an identity. */
export type Admission =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly detail: string };

function asTexts(value: SsoAttributeValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(asTexts);
  return typeof value === 'object' ? [] : [String(value)];
}

/**
 * Step 2 of a sign-in: whether this portal takes people like this one. The
 * attribute, or one value of a list, has to equal one of the wanted values.
 */
export function admit(
  policy: SsoProvisioningPolicy,
  identity: AssertedIdentity,
): Admission {
  const rule = policy.admission;
  if (!rule) {
    return { admitted: true };
  }
  if (!Object.hasOwn(identity.attributes, rule.attribute)) {
    return {
      admitted: false,
      detail: `The provider sent no attribute "${rule.attribute}".`,
    };
  }
  const values = asTexts(identity.attributes[rule.attribute]);
  return values.some(value => rule.values.includes(value))
    ? { admitted: true }
    : {
        admitted: false,
        detail: `The attribute "${rule.attribute}" has none of the wanted values.`,
      };
}
