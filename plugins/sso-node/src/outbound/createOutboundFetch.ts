import { SsoError } from '@latchkey/plugin-sso-common';
import { Agent, fetch as undiciFetch } from 'undici';
import { AddressPolicy } from './AddressPolicy';
import { createPinnedConnector } from './createPinnedConnector';
import type { SsoOutboundOptions } from './OutboundOptions';
import { readLimited } from './readLimited';
import { toOutboundError } from './toOutboundError';

const DEFAULT_MAX_BYTES = 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 10_000;
const CONNECTIONS_PER_ORIGIN = 32;
// Statuses whose answers have no body (Fetch, "null body status").
const BODILESS = [204, 205];

/**
 * A `fetch` for addresses that an administrator typed. It reaches public
 * addresses by https and what is explicitly allowed, connects only to the
 * address it has checked, follows no redirects, and bounds answers in size
 * and time. Answers arrive as a whole, so nothing can be left half-read.
 * Cookies are not kept, and proxies named in the environment are not used.
 *
 * Failures are thrown as `SsoError`: `provider-address-refused`,
 * `provider-unreachable` or `provider-response-invalid`, whose detail names
 * the host and the reason. An abort by the caller's signal is thrown as it is.
 *
 * @throws InputError for an entry of `allow` that cannot be read
 * @public
 */
export function createOutboundFetch(
  options: SsoOutboundOptions = {},
): typeof fetch {
  const policy = AddressPolicy.create(options);
  const maxBytes = options.maxResponseBytes ?? DEFAULT_MAX_BYTES;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const dispatcher = new Agent({
    connect: createPinnedConnector(policy, timeoutMs),
    connections: CONNECTIONS_PER_ORIGIN,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
  });

  return async (input, init) => {
    const url = policy.checkUrl(input instanceof Request ? input.url : input);
    const request = new Request(input, init);
    const body =
      request.body === null ? undefined : await request.arrayBuffer();
    // Also ends the exchange when this function does, whatever the reason.
    const exchange = new AbortController();
    const timeout = setTimeout(
      () =>
        exchange.abort(
          new SsoError('provider-unreachable', {
            detail: `${url.host} did not answer within ${timeoutMs} ms`,
          }),
        ),
      timeoutMs,
    );
    try {
      const response = await undiciFetch(url.href, {
        method: request.method,
        headers: [...request.headers],
        body,
        redirect: 'manual',
        dispatcher,
        signal: AbortSignal.any([exchange.signal, request.signal]),
      });
      if (response.status >= 300 && response.status < 400) {
        throw new SsoError('provider-response-invalid', {
          detail: `${url.host} answered with a redirect (status ${response.status}), which is not followed`,
        });
      }
      const content = await readLimited(response, maxBytes, url.host);
      const headers = new Headers([...response.headers]);
      // The content is decoded already.
      headers.delete('content-encoding');
      headers.delete('content-length');
      return new Response(BODILESS.includes(response.status) ? null : content, {
        status: response.status,
        statusText: response.statusText,
        headers,
      });
    } catch (error) {
      exchange.abort();
      request.signal.throwIfAborted();
      throw toOutboundError(error, url.host);
    } finally {
      clearTimeout(timeout);
    }
  };
}
