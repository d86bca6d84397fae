import { AddressPolicy } from './AddressPolicy';
import type { SsoOutboundOptions } from './OutboundOptions';
import { toOutboundError } from './toOutboundError';

/**
 * Checks an address while it is being saved, so that the administrator learns
 * of it at once. It does not replace the check at connect time: what a name
 * resolves to can change.
 *
 * @throws SsoError `provider-address-refused`, or `provider-unreachable` when
 * the name cannot be resolved
 * @throws InputError for an entry of `allow` that cannot be read
 * @public
 */
export async function assertAddressAllowed(
  url: string | URL,
  options: SsoOutboundOptions = {},
): Promise<void> {
  const policy = AddressPolicy.create(options);
  const { host, hostname, port, protocol } = policy.checkUrl(url);
  if (hostname.startsWith('[') || /^[\d.]+$/.test(hostname)) {
    return;
  }
  try {
    await policy.resolve(hostname, port, protocol);
  } catch (error) {
    throw toOutboundError(error, host);
  }
}
