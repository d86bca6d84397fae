import { SsoError } from '@latchkey/plugin-sso-common';
import * as client from 'openid-client';
import { toSsoError } from '../errors';
import type { OidcSettings } from '../settings';
import { checkEndpoint } from './checkEndpoint';

const requiredEndpoints = ['authorization_endpoint', 'jwks_uri'] as const;
const optionalEndpoints = ['token_endpoint', 'userinfo_endpoint'] as const;

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
