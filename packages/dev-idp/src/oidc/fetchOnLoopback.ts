import { isLoopbackUrl } from '../loopback';

/**
 * Fetches key sets of clients and delivers logout tokens. oidc-provider's own
 * dispatcher refuses loopback, which here is the only place a client may be,
 * so it is left out.
 *
 * @throws Error for every other address.
 */
export async function fetchOnLoopback(
  url: RequestInfo | URL,
  options: RequestInit = {},
): Promise<Response> {
  if (!isLoopbackUrl(String(url))) {
    throw new Error('Clients of a development provider live on loopback');
  }
  const { method, headers, body, redirect, signal } = options;
  return fetch(url, { method, headers, body, redirect, signal });
}
