import { ClientMetadata } from 'oidc-provider';

/** Identifier and secret of the confidential development client. */
export const confidentialClient = {
  id: 'latchkey-dev',
  secret: 'latchkey-dev-secret',
} as const;

/** Identifier of the public development client. */
export const publicClientId = 'latchkey-dev-public';

const common: Omit<ClientMetadata, 'client_id'> = {
  // A web client may not combine an implicit flow with http on loopback
  // (OpenID Connect Registration 1.0 §2); a native one may use http there.
  application_type: 'native',
  redirect_uris: ['http://localhost/', 'http://127.0.0.1/'],
  post_logout_redirect_uris: ['http://localhost/', 'http://127.0.0.1/'],
  response_types: ['code', 'code id_token', 'id_token'],
  grant_types: ['authorization_code', 'implicit', 'refresh_token'],
};

/** Where a client hears that a session at the provider has ended. */
export function backchannelLogout(
  uri: string | undefined,
  sessionRequired = true,
): Pick<
  ClientMetadata,
  'backchannel_logout_uri' | 'backchannel_logout_session_required'
> {
  return uri === undefined
    ? {}
    : {
        backchannel_logout_uri: uri,
        backchannel_logout_session_required: sessionRequired,
      };
}

/** The two clients every development provider has. */
export function developmentClients(options: {
  backchannelLogoutUri?: string;
}): ClientMetadata[] {
  return [
    {
      ...common,
      client_id: confidentialClient.id,
      client_secret: confidentialClient.secret,
      client_name: 'Latchkey development portal',
      token_endpoint_auth_method: 'client_secret_basic',
      ...backchannelLogout(options.backchannelLogoutUri),
    },
    {
      ...common,
      client_id: publicClientId,
      client_name: 'Latchkey development portal (public client)',
      token_endpoint_auth_method: 'none',
    },
  ];
}
