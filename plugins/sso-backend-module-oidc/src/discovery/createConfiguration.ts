import * as client from 'openid-client';
import type { OidcSettings } from '../settings';

function clientAuthentication(settings: OidcSettings): client.ClientAuth {
  const { tokenEndpointAuthMethod: method, clientSecret } = settings;
  if (method === 'none' || !clientSecret) {
    return client.None();
  }
  return method === 'client_secret_post'
    ? client.ClientSecretPost(clientSecret)
    : client.ClientSecretBasic(clientSecret);
}

/**
 * A configuration of openid-client for one sign-in. The signature of every ID
 * token is checked, also of one that came straight from the token endpoint,
 * and the algorithm is the one of the settings.
 */
export function createConfiguration(
  metadata: client.ServerMetadata,
  settings: OidcSettings,
  fetchApi: typeof fetch,
): client.Configuration {
  const configuration = new client.Configuration(
    metadata,
    settings.clientId,
    {
      id_token_signed_response_alg: settings.idTokenSignedResponseAlg,
      [client.clockTolerance]: settings.clockToleranceSeconds,
    },
    clientAuthentication(settings),
  );
  configuration[client.customFetch] = fetchApi as client.CustomFetch;
  client.enableNonRepudiationChecks(configuration);
  if (metadata.issuer.startsWith('http:')) {
    // The outbound policy has let the issuer be reached by plain http.
    client.allowInsecureRequests(configuration);
  }
  if (settings.responseType === 'code id_token') {
    client.useCodeIdTokenResponseType(configuration);
  } else if (settings.responseType === 'id_token') {
    client.useIdTokenResponseType(configuration);
  }
  return configuration;
}
