import {
  AssertedIdentity,
  SsoProvisioningPolicy,
} from '@latchkey/plugin-sso-common';
import { readClaimPath, toTextList } from '@latchkey/plugin-sso-node';

/** What the admission rule says about an identity. */
export type Admission =
  | { readonly admitted: true }
  | { readonly admitted: false; readonly detail: string };

/**
 * Step 2 of a sign-in: whether this portal takes people like this one. The
 * attribute, by name or path, or one value of a list, has to equal one of the
 * wanted values.
 */
export function admit(
  policy: SsoProvisioningPolicy,
  identity: AssertedIdentity,
): Admission {
  const rule = policy.admission;
  if (!rule) {
    return { admitted: true };
  }
  const attribute = readClaimPath(identity.attributes, rule.attribute);
  if (attribute === undefined) {
    return {
      admitted: false,
      detail: `The provider sent no attribute "${rule.attribute}".`,
    };
  }
  const { values } = toTextList(attribute) ?? { values: [] };
  return values.some(value => rule.values.includes(value))
    ? { admitted: true }
    : {
        admitted: false,
        detail: `The attribute "${rule.attribute}" has none of the wanted values.`,
      };
}
