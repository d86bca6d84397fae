import { DefaultDevSamlIdp } from './idp/DefaultDevSamlIdp';
import { DevSamlIdp, DevSamlIdpOptions } from './idp/types';

/**
 * Starts an identity provider for SAML 2.0 on loopback, for development and
 * tests: redirect and POST binding, sign-in that either side begins, and
 * single logout.
 *
 * @throws Error with `NODE_ENV=production`, for a host that is not loopback,
 * and with code `EADDRINUSE` when the port is taken.
 * @public
 */
export function startDevSamlIdp(
  options: DevSamlIdpOptions = {},
): Promise<DevSamlIdp> {
  return DefaultDevSamlIdp.create(options);
}
