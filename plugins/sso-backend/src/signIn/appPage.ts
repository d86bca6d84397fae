/**
 * The address of a page of the app that finds a bearer value in its fragment,
 * which browsers send to no server.
 *
 * @param appUrl - base URL of the app, without a slash at its end
 * @param path - of the page, below the app; one that leads out of the app
 *   becomes the first page. Its own fragment gives way.
 */
export function appPage(
  appUrl: string,
  path: string,
  fragment: string,
): string {
  const first = new URL(`${appUrl}/`);
  const page = new URL(`${appUrl}${path}`);
  const inside =
    page.origin === first.origin && page.pathname.startsWith(first.pathname);
  const target = inside ? page : first;
  target.hash = fragment;
  return target.href;
}
