import { DefaultMisbehavingIdp } from './DefaultMisbehavingIdp';
import { MisbehavingIdp, MisbehavingIdpOptions } from './MisbehavingIdp';

/**
 * Starts an OpenID provider for security tests on loopback: honest until
 * {@link MisbehavingIdp.misbehave} is called.
 *
 * @throws Error with `NODE_ENV=production`, for a host that is not loopback,
 * and with code `EADDRINUSE` when the port is taken.
 * @public
 */
export function startMisbehavingIdp(
  options: MisbehavingIdpOptions = {},
): Promise<MisbehavingIdp> {
  return DefaultMisbehavingIdp.create(options);
}
