import { DefaultDevIdp } from './DefaultDevIdp';
import { DevIdp, DevIdpOptions } from './types';

/**
 * Starts an OpenID provider for development and tests on loopback, with a
 * login page, invented people, one confidential and one public client.
 *
 * @throws Error with `NODE_ENV=production`, for a host that is not loopback,
 * and with code `EADDRINUSE` when the port is taken.
 * @public
 */
export function startDevIdp(options: DevIdpOptions = {}): Promise<DevIdp> {
  return DefaultDevIdp.create(options);
}
