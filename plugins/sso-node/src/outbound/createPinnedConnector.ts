import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressPolicy } from './AddressPolicy';

/**
 * Opens connections to addresses that the policy has seen, and to no others:
 * the look-up that is checked is the one the socket uses, so an answer of the
 * name server cannot change in between (DNS rebinding).
 */
export function createPinnedConnector(
  policy: AddressPolicy,
  timeoutMs: number,
): buildConnector.connector {
  return (target, callback) => {
    const { hostname, port, protocol } = target;
    try {
      policy.checkLiteral(hostname, port, protocol);
    } catch (error) {
      callback(error as Error, null);
      return;
    }
    const lookup: LookupFunction = (name, options, found) => {
      policy.resolve(name, port, protocol).then(
        addresses => {
          if (options.all) {
            found(null, [...addresses]);
          } else if (addresses.length > 0) {
            found(null, addresses[0].address, addresses[0].family);
          } else {
            found(new Error(`${name} has no address`), '');
          }
        },
        error => found(error, ''),
      );
    };
    // A connector for each connection: it is what carries the look-up.
    buildConnector({
      lookup,
      timeout: timeoutMs,
    } as buildConnector.BuildOptions)(target, callback);
  };
}
