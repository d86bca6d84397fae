import { SsoError } from '@latchkey/plugin-sso-common';
import * as client from 'openid-client';
import { toSsoError } from '../errors';
import type { OidcSettings } from '../settings';

const requiredEndpoints = ['authorization_endpoint', 'jwks_uri'] as const;
const optionalEndpoints = ['token_endpoint', 'userinfo_endpoint'] as const;

function checkEndpoint(
  metadata: client.ServerMetadata,
  name: (typeof requiredEndpoints | typeof optionalEndpoints)[number],
) {
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

/**
 * Reads the discovery document below the issuer (OpenID Connect Discovery
 * §4) and checks that it is of this issuer, character by character.
 *
 * @throws SsoError `discovery-failed`, `issuer-mismatch`,
 * `provider-response-invalid` or what the outbound policy says
 */
export async function discover(
  settings: OidcSettings,
  fetchApi: typeof fetch,
): Promise<client.ServerMetadata> {
  const insecure = settings.issuer.startsWith('http:');
  let metadata: client.ServerMetadata;
  try {
    const configuration = await client.discovery(
      new URL(settings.issuer),
      settings.clientId,
      undefined,
      client.None(),
      {
        [client.customFetch]: fetchApi as client.CustomFetch,
        execute: insecure ? [client.allowInsecureRequests] : [],
      },
    );
    metadata = configuration.serverMetadata();
  } catch (error) {
    throw toSsoError(error, 'discovery');
  }
  if (metadata.issuer !== settings.issuer) {
    throw new SsoError('issuer-mismatch', {
      detail: `The provider calls itself ${metadata.issuer.slice(0, 300)}`,
      evidence: [
        { label: 'Issuer in the settings', value: settings.issuer },
        {
          label: 'Issuer of the provider',
          value: metadata.issuer.slice(0, 300),
        },
      ],
    });
  }
  for (const name of requiredEndpoints) {
    checkEndpoint(metadata, name);
  }
  for (const name of optionalEndpoints) {
    if (metadata[name] !== undefined) {
      checkEndpoint(metadata, name);
    }
  }
  return metadata;
}
