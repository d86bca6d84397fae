import ipaddr from 'ipaddr.js';

/** So many parts of 16 bits of an IPv6 address name the network. */
const NETWORK_PARTS = 4;

/**
 * What attempts from an address are counted by: an IPv4 address itself, of an
 * IPv6 address the /64 network, as one customer has all addresses of it.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) {
    return address;
  }
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) {
    return parsed.toString();
  }
  const parts = parsed.parts.slice(0, NETWORK_PARTS);
  return `${parts.map(part => part.toString(16)).join(':')}::/64`;
}
