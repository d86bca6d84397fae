import { SsoError } from '@latchkey/plugin-sso-common';
import type { ServerMetadata } from 'openid-client';

/**
 * Refuses an endpoint of a discovery document that is no address, or not as
 * safe as the issuer.
 *
 * @throws SsoError `provider-response-invalid`
 */
export function checkEndpoint(
  metadata: ServerMetadata,
  name:
    | 'authorization_endpoint'
    | 'jwks_uri'
    | 'token_endpoint'
    | 'userinfo_endpoint'
    | 'end_session_endpoint',
): void {
  const value: unknown = metadata[name];
  const url =
    typeof value === 'string' && URL.canParse(value)
      ? new URL(value)
      : undefined;
  const secure =
    url?.protocol === 'https:' ||
    // As safe as the issuer, which the outbound policy has admitted.
    (url?.protocol === 'http:' && metadata.issuer.startsWith('http:'));
  if (!secure) {
    throw new SsoError('provider-response-invalid', {
      detail: url
        ? `The discovery document has a ${name} that is not https (${url.protocol})`
        : `The discovery document has no usable ${name}`,
    });
  }
}
