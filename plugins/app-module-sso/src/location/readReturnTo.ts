import { isPortalPath } from '@latchkey/plugin-sso-common';

/**
 * The page that was asked for, as a path of the portal: where to land after
 * the sign-in. The start page when the address is not one of the portal.
 */
export function readReturnTo(
  location: Pick<Location, 'pathname' | 'search' | 'hash'>,
  basePath: string,
): string {
  const { pathname, search, hash } = location;
  const inside = pathname === basePath || pathname.startsWith(`${basePath}/`);
  const path = inside ? pathname.slice(basePath.length) || '/' : '/';
  const returnTo = `${path}${search}${hash}`;
  return inside && isPortalPath(returnTo) ? returnTo : '/';
}
