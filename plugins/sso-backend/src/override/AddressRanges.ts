import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

/** Bits in front of an IPv4 address that is written as IPv6 (RFC 4291, 2.5.5.2). */
const MAPPED_PREFIX = 96;

/**
 * A list of addresses and networks. IPv4 addresses that are written as IPv6,
 * as servers see them that listen on both, count as IPv4.
 */
export class AddressRanges {
  readonly #ranges: readonly Range[] | undefined;

  /** @param ranges - undefined holds every address */
  static create(ranges: readonly string[] | undefined): AddressRanges {
    return new AddressRanges(ranges?.map(parseRange));
  }

  private constructor(ranges: readonly Range[] | undefined) {
    this.#ranges = ranges;
  }

  /** @param text - an unknown address is in no list but that of all */
  has(text: string | undefined): boolean {
    if (!this.#ranges) return true;
    if (text === undefined || !ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    return this.#ranges.some(
      ([range, bits]) =>
        range.kind() === address.kind() && address.match(range, bits),
    );
  }
}

function parseRange(text: string): Range {
  if (!text.includes('/')) {
    const address = ipaddr.process(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  }
  const [address, bits] = ipaddr.parseCIDR(text);
  return address instanceof ipaddr.IPv6 &&
    address.isIPv4MappedAddress() &&
    bits >= MAPPED_PREFIX
    ? [address.toIPv4Address(), bits - MAPPED_PREFIX]
    : [address, bits];
}
