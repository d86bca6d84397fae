/** Whether an address asks for the page with all ways to sign in. */
export function readNosso(address: string): boolean {
  return new URL(address).searchParams.get('nosso') === '1';
}

/** The query without that, to the letter otherwise. */
export function withoutNosso(search: string): string {
  const query = search
    .slice(1)
    .split('&')
    .filter(part => !/^nosso(?:=|$)/.test(part))
    .join('&');
  return query && `?${query}`;
}

/** Takes it out of the address once somebody is signed in. */
export function removeNosso(): void {
  const url = new URL(window.location.href);
  url.search = withoutNosso(url.search);
  window.history.replaceState(window.history.state, '', url.href);
}
