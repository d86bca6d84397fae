import { isPortalPath } from '@latchkey/plugin-sso-common';
import { withoutNosso } from './nosso';

type Address = Pick<Location, 'pathname' | 'search' | 'hash'>;

/**
 * The page that was asked for, as a path of the portal. The start page when
 * the address is not one of the portal.
 */
export function readPortalPath(location: Address, basePath: string): string {
  const { pathname, search, hash } = location;
  const inside = pathname === basePath || pathname.startsWith(`${basePath}/`);
  const path = inside ? pathname.slice(basePath.length) || '/' : '/';
  const portalPath = `${path}${search}${hash}`;
  return inside && isPortalPath(portalPath) ? portalPath : '/';
}

/** Where to land after the sign-in: that page, no longer with `nosso`. */
export function readReturnTo(location: Address, basePath: string): string {
  const { pathname, search, hash } = location;
  return readPortalPath(
    { pathname, search: withoutNosso(search), hash },
    basePath,
  );
}
