import { describeError as describe } from './errorDescription';

/** On the way from an identity to an account. */
export const provisioning = {
  'not-admitted': describe(
    403,
    'administrator',
    'Your account at the provider is not admitted to this portal.',
    'The admission rule of the SSO connection did not match. The trace shows the value it looked at.',
  ),
  'no-account': describe(
    403,
    'administrator',
    'You signed in at the provider, but you have no account in this portal.',
    'Creating accounts is off for this SSO connection. Add the account, or switch "Create users" on.',
  ),
  'match-ambiguous': describe(
    409,
    'administrator',
    'More than one account fits you, so none was chosen.',
    'Several accounts fit what the provider said. The trace names the rule; make the accounts distinct.',
  ),
  'link-needs-administrator': describe(
    403,
    'administrator',
    'An account that fits you exists, but it is not connected to this provider by itself.',
    'Accounts of administrators, those made by another SSO connection, and those of another person of this provider are never connected automatically.',
  ),
  'username-missing': describe(
    422,
    'provider',
    'The sign-in provider did not say a username for your new account.',
    'Neither username nor email was found in what the provider sent. Check the attribute names and the scopes.',
  ),
  'username-invalid': describe(
    422,
    'administrator',
    'The username that the provider says cannot be used here.',
    'The username holds no letter or digit that a Catalog name may have, or is too long. Map another attribute to the username.',
  ),
  'username-taken': describe(
    409,
    'administrator',
    'An account with your username exists already and belongs to somebody else.',
    'The new account would get a name that another account or Catalog entity has, or that is reserved for an administrator.',
  ),
  'email-taken': describe(
    409,
    'administrator',
    'An account with your email address exists already.',
    'The address belongs to another account and was not proved by the provider, so the two were not connected.',
  ),
  'catalog-unavailable': describe(
    503,
    'operator',
    'Your account could not be created at the moment. Please try again in a minute.',
    'The Catalog did not answer, so it is unknown whether the name of the new account is free.',
  ),
  'account-disabled': describe(
    403,
    'administrator',
    'Your account is disabled.',
    'Enable the account if this person should be able to sign in.',
  ),
} as const;
