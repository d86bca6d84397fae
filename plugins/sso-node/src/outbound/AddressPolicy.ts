import { lookup as lookupOfSystem } from 'node:dns/promises';
import { InputError } from '@backstage/errors';
import { SsoError } from '@latchkey/plugin-sso-common';
import ipaddr from 'ipaddr.js';
import type { SsoAddressLookup, SsoOutboundOptions } from './OutboundOptions';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** A host name as it stands in a URL: no brackets, no dot at the end. */
export function normalHost(hostname: string): string {
  return hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLocaleLowerCase('en-US');
}

const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');
// Inside a public range, but serves the machines of Azure their metadata.
const AZURE_WIRE_SERVER = '168.63.129.16';

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return (
    address.range() === 'unicast' &&
    address.toString() !== AZURE_WIRE_SERVER &&
    (address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST))
  );
}

/** Decides to which addresses requests may go. */
export class AddressPolicy {
  readonly #hosts = new Set<string>();
  readonly #ranges: Range[] = [];
  readonly #allowHttp: boolean;
  readonly #lookup: SsoAddressLookup;

  /** @throws InputError for an entry of `allow` that cannot be read. */
  static create(options: SsoOutboundOptions): AddressPolicy {
    return new AddressPolicy(options);
  }

  private constructor(options: SsoOutboundOptions) {
    this.#allowHttp = options.allowHttp ?? false;
    this.#lookup =
      options.lookup ?? (hostname => lookupOfSystem(hostname, { all: true }));
    options.allow?.forEach(entry => this.#add(entry.trim()));
  }

  #add(entry: string) {
    if (ipaddr.isValidCIDR(entry)) {
      this.#ranges.push(ipaddr.parseCIDR(entry));
      return;
    }
    if (ipaddr.isValid(entry)) {
      const address = ipaddr.process(entry);
      this.#ranges.push([address, address.kind() === 'ipv4' ? 32 : 128]);
      return;
    }
    const match = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.exec(entry);
    if (!match) {
      throw new InputError(
        `"${entry}" is no host, host:port or address range such as 10.0.0.0/8`,
      );
    }
    this.#hosts.add(`${normalHost(match[1])}${match[2] ?? ''}`);
  }

  /**
   * Checks everything that a URL shows without asking anyone.
   *
   * @throws SsoError `provider-address-refused`
   */
  checkUrl(url: string | URL): URL {
    const text = String(url);
    if (!URL.canParse(text)) {
      throw new SsoError('provider-address-refused', {
        detail: 'The address of the provider is no URL',
      });
    }
    const parsed = new URL(text);
    const host = parsed.host || parsed.protocol;
    if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
      throw this.#refusal(host, 'only https addresses are allowed');
    }
    if (parsed.username || parsed.password) {
      throw this.#refusal(host, 'it holds a user name or password');
    }
    if (parsed.protocol === 'http:' && !this.#allowHttp) {
      throw this.#refusal(host, 'plain http is not allowed');
    }
    this.checkLiteral(parsed.hostname, parsed.port, parsed.protocol);
    return parsed;
  }

  /**
   * Checks a host that is an IP address already; names pass.
   *
   * @throws SsoError `provider-address-refused`
   */
  checkLiteral(hostname: string, port: string, protocol: string) {
    const host = normalHost(hostname);
    if (ipaddr.isValid(host) && !this.#isTrusted(host, port, protocol)) {
      this.#checkAddress(hostname, host, protocol);
    }
  }

  /**
   * Resolves a host name and checks every address it has, so that one public
   * address cannot lend its trust to a private one.
   *
   * @throws SsoError `provider-address-refused`, or what the look-up throws
   */
  async resolve(hostname: string, port: string, protocol: string) {
    const addresses = await this.#lookup(hostname);
    if (!this.#isTrusted(normalHost(hostname), port, protocol)) {
      for (const { address } of addresses) {
        this.#checkAddress(hostname, address, protocol);
      }
    }
    return addresses;
  }

  #isTrusted(host: string, port: string, protocol: string): boolean {
    const actualPort = port || (protocol === 'http:' ? '80' : '443');
    return this.#hosts.has(host) || this.#hosts.has(`${host}:${actualPort}`);
  }

  #checkAddress(host: string, text: string, protocol: string) {
    if (!ipaddr.isValid(text)) {
      throw this.#refusal(host, 'its address cannot be read');
    }
    const address = ipaddr.process(text);
    const allowed = this.#ranges.some(
      ([range, bits]) =>
        range.kind() === address.kind() && address.match(range, bits),
    );
    if (allowed) {
      return;
    }
    if (protocol === 'http:') {
      throw this.#refusal(host, 'plain http is for allowed targets only');
    }
    if (!isPublic(address)) {
      throw this.#refusal(
        host,
        `${address} is no public address (${address.range()})`,
      );
    }
  }

  #refusal(host: string, reason: string): SsoError {
    return new SsoError('provider-address-refused', {
      detail: `${host} was not contacted: ${reason}`,
    });
  }
}
