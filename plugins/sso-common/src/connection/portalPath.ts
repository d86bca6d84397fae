import { z } from 'zod/v4';

const MAX_PATH_CHARACTERS = 2000;
// Stands in for the portal while a path is resolved the way browsers do it.
const BASE = 'https://portal.invalid';

/**
 * Whether a text is a path of this portal and stays one when a browser
 * resolves it: `/catalog?x=1#y`. Refuses other origins in all their disguises
 * (`//host`, `/\host`, `https:`, control characters).
 *
 * @public
 */
export function isPortalPath(value: string): boolean {
  if (
    value.length > MAX_PATH_CHARACTERS ||
    !value.startsWith('/') ||
    // Browsers drop tabs and line breaks and read a backslash as a slash.
    /[\\\p{Cc}\p{Zl}\p{Zp}]/u.test(value) ||
    value.startsWith('//') ||
    // Dot segments could lead out of the path that the app is mounted on.
    /\/(?:\.|%2e){1,2}(?:[/?#]|$)/i.test(value.split(/[?#]/)[0])
  ) {
    return false;
  }
  try {
    const url = new URL(value, BASE);
    return url.origin === BASE && !url.pathname.startsWith('//');
  } catch {
    return false;
  }
}

/**
 * A path of this portal, see {@link isPortalPath}.
 *
 * @public
 */
export const portalPathSchema = z
  .string()
  .refine(
    isPortalPath,
    'Use a path of this portal that starts with a slash, such as /catalog.',
  );
