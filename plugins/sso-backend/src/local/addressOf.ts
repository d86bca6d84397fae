import type { SsoClientInfo } from '../sessions/SsoClientInfo';

/** What attempts from the address of a browser are counted for. */
export function addressOf(client: SsoClientInfo): {
  readonly kind: 'address';
  readonly address: string;
} {
  return { kind: 'address', address: client.address ?? 'unknown' };
}
