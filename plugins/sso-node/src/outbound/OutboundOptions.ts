/**
 * Finds the addresses of a host name, all of them.
 *
 * @public
 */
export type SsoAddressLookup = (
  hostname: string,
) => Promise<ReadonlyArray<{ address: string; family: number }>>;

/**
 * Rules for requests to addresses that an administrator typed.
 *
 * @public
 */
export interface SsoOutboundOptions {
  /**
   * Targets that need not be public: `host`, `host:port`, an address, or a
   * range such as `10.0.0.0/8`.
   */
  readonly allow?: readonly string[];
  /** Lets plain http go to the targets of `allow`; for development. */
  readonly allowHttp?: boolean;
  /** Largest answer in bytes after decompression; 1 MiB by default. */
  readonly maxResponseBytes?: number;
  /** Milliseconds for a whole exchange; 10,000 by default. */
  readonly timeoutMs?: number;
  /** Resolves host names; the resolver of the system by default. */
  readonly lookup?: SsoAddressLookup;
}
