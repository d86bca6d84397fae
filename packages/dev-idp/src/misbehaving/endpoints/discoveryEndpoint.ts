import { jsonDraft } from '../sendDraft';
import { ResponseDraft } from '../types';
import { EndpointContext } from './EndpointContext';

/** Paths of the endpoints. */
export const paths = {
  discovery: '/.well-known/openid-configuration',
  jwks: '/jwks',
  authorization: '/authorize',
  token: '/token',
  userinfo: '/userinfo',
  endSession: '/logout',
  attackerJwks: '/attacker/jwks',
  internal: '/internal',
} as const;

/** The provider metadata (OpenID Connect Discovery 1.0 §3). */
export function discoveryEndpoint(context: EndpointContext): ResponseDraft {
  const { issuer } = context;
  const draft = jsonDraft(200, {
    issuer,
    authorization_endpoint: issuer + paths.authorization,
    token_endpoint: issuer + paths.token,
    userinfo_endpoint: issuer + paths.userinfo,
    jwks_uri: issuer + paths.jwks,
    end_session_endpoint: issuer + paths.endSession,
    scopes_supported: ['openid', 'profile', 'email', 'groups'],
    response_types_supported: ['code', 'code id_token', 'id_token'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: ['authorization_code', 'implicit'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: [
      'client_secret_basic',
      'client_secret_post',
    ],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
  });
  context.rule.discovery?.(draft, context);
  return draft;
}
