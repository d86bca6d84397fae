import { SsoError } from '@latchkey/plugin-sso-common';

/** A refusal of what the provider, or somebody else, says about signing out. */
export function logoutRefusal(
  detail: string,
  options: { readonly cause?: unknown } = {},
): SsoError {
  return new SsoError('oidc-logout-invalid', { detail, ...options });
}
