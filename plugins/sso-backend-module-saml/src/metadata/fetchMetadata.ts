import { SsoError } from '@latchkey/plugin-sso-common';

/**
 * Reads the document at a metadata URL.
 *
 * @param fetch - the bounded one of the context
 * @throws SsoError of the outbound policy, or `provider-response-invalid`
 */
export async function fetchMetadata(
  fetch: typeof globalThis.fetch,
  url: string,
): Promise<string> {
  const response = await fetch(url, {
    headers: {
      accept:
        'application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1',
    },
  });
  const text = await response.text();
  if (!response.ok) {
    throw new SsoError('provider-response-invalid', {
      detail: `The metadata URL answered with status ${response.status}`,
    });
  }
  return text;
}
