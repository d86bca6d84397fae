import {
  AssertedIdentity,
  SsoProfileField,
  ssoProfileFields,
  SsoProvisioningPolicy,
} from '@latchkey/plugin-sso-common';
import { isCleanText } from '../directory/cleanText';
import type { Account, AccountFieldChange } from '../stores/AccountStore';

const MAX_FIELD_LENGTH = 500;

/** A value of the provider that was not taken, and why. */
export interface SkippedField {
  readonly field: SsoProfileField;
  readonly why: string;
}

export interface FieldPlan {
  /** Undefined when everything is as the provider says already. */
  readonly change?: AccountFieldChange;
  readonly changed: readonly SsoProfileField[];
  readonly skipped: readonly SkippedField[];
}

/**
 * Which profile fields of an account take the provider's value (USER-5). A
 * missing value never empties a field.
 *
 * @param emailOwner - account that has the asserted email as a verified one
 */
export function planFields(
  policy: SsoProvisioningPolicy,
  identity: AssertedIdentity,
  account: Account,
  emailOwner: string | undefined,
): FieldPlan {
  const values: Partial<Record<SsoProfileField, string>> = {};
  const skipped: SkippedField[] = [];

  for (const field of ssoProfileFields) {
    const value = identity[field]?.trim();
    const current = account[field];
    const mode = policy.fields[field];
    if (!value || value === current || mode === 'never') continue;
    if (mode === 'whenEmpty' && current) continue;
    const problem = problemOf(field, value, account, emailOwner);
    if (problem) {
      skipped.push({ field, why: problem });
    } else {
      values[field] = value;
    }
  }

  // The same address can become verified without changing.
  const sameEmailProved =
    identity.emailVerified &&
    !account.emailVerified &&
    account.email !== undefined &&
    account.email === identity.email &&
    policy.fields.email === 'always' &&
    emailOwner === undefined;
  if (sameEmailProved) {
    values.email = account.email;
  }

  const changed = Object.keys(values) as SsoProfileField[];
  if (!changed.length) {
    return { changed, skipped };
  }
  return {
    change: {
      accountId: account.id,
      ...values,
      ...(values.email !== undefined
        ? { emailVerified: identity.emailVerified }
        : {}),
    },
    changed,
    skipped,
  };
}

function problemOf(
  field: SsoProfileField,
  value: string,
  account: Account,
  emailOwner: string | undefined,
): string | undefined {
  if (value.length > MAX_FIELD_LENGTH || !isCleanText(value)) {
    return 'The value is too long or holds control characters.';
  }
  if (field === 'email' && emailOwner && emailOwner !== account.id) {
    return 'The email belongs to another account.';
  }
  return undefined;
}
