import { readSignInKey } from './readSignInKey';

/**
 * Takes out of the address what this page has read: the refusal, which would
 * show again, and the key of a link, which must stay neither on screen nor in
 * the history. Everything else stays to the letter.
 */
export function cleanAddress(): void {
  const { hash, href, search } = window.location;
  const query = search
    .slice(1)
    .split('&')
    .filter(part => !/^sso_(?:error|reference)(?:=|$)/.test(part))
    .join('&');
  const hasKey = readSignInKey(href) !== undefined;

  const url = new URL(href);
  url.search = query;
  url.hash = hasKey ? '' : hash;
  if (url.href !== href) {
    // The whole address: a path that starts with two slashes is a host.
    window.history.replaceState(window.history.state, '', url.href);
  }
}
