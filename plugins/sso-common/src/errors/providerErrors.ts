import { describeError as describe } from './errorDescription';

/** In what the provider said. */
export const provider = {
  'provider-unreachable': describe(
    502,
    'administrator',
    'The sign-in provider cannot be reached at the moment.',
    'The portal could not connect to the provider. Check the address, the network between them and the provider itself.',
  ),
  'provider-address-refused': describe(
    400,
    'administrator',
    'This way of signing in is not set up correctly.',
    'The address of the provider is private, loopback or not https. Allow it under sso.outbound in app-config if it is meant.',
  ),
  'provider-response-invalid': describe(
    502,
    'provider',
    'The sign-in provider gave an answer that cannot be used.',
    'The provider answered with something else than the protocol asks for. The trace names the request and what came back.',
  ),
  'provider-denied': describe(
    403,
    'user',
    'The sign-in was cancelled or declined at the provider.',
    'The provider reported that the person cancelled, or that it does not let this person use the portal.',
  ),
  'provider-error': describe(
    502,
    'provider',
    'The sign-in provider reported an error.',
    'The trace holds the error that the provider reported. Its own documentation explains it.',
  ),
  'discovery-failed': describe(
    502,
    'administrator',
    'The sign-in provider is not set up correctly.',
    'No OpenID Connect discovery document was found below the issuer. Check the issuer: it is the address in front of /.well-known/openid-configuration.',
  ),
  'issuer-mismatch': describe(
    502,
    'administrator',
    'The sign-in provider is not set up correctly.',
    'The provider calls itself by another issuer than the one in the settings. Copy the issuer exactly, with or without the last slash.',
  ),
  'client-authentication-failed': describe(
    502,
    'administrator',
    'The sign-in provider did not accept this portal.',
    'The client ID or the client secret is wrong or expired. Some providers do not decode the basic form: choose "secret in the body" then.',
  ),
  'code-rejected': describe(
    502,
    'user',
    'The sign-in provider did not accept this sign-in. Please sign in again.',
    'The provider refused the authorization code: used twice, expired, or issued for another redirect URI.',
  ),
  'response-issuer-mismatch': describe(
    400,
    'provider',
    'The answer came from another sign-in provider than the one that was asked.',
    'The iss of the answer is missing or belongs to another provider (RFC 9207). This can be an attack; look at the trace.',
  ),
  'id-token-signature': describe(
    401,
    'provider',
    'The proof of your identity could not be verified.',
    'The signature of the ID token does not match the published keys of the provider.',
  ),
  'id-token-algorithm': describe(
    401,
    'administrator',
    'The proof of your identity could not be verified.',
    'The ID token is not signed with the algorithm in the settings. Compare "ID token signature" with the settings at the provider.',
  ),
  'id-token-issuer': describe(
    401,
    'provider',
    'The proof of your identity came from somebody else than the sign-in provider.',
    'The iss of the ID token is not the issuer in the settings.',
  ),
  'id-token-audience': describe(
    401,
    'administrator',
    'The proof of your identity was made for another application.',
    'The aud or azp of the ID token is not the client ID in the settings.',
  ),
  'id-token-expired': describe(
    401,
    'provider',
    'The proof of your identity is not valid at this time.',
    'The ID token is expired or from the future. Compare the clocks, or raise the clock tolerance a little.',
  ),
  'id-token-nonce': describe(
    401,
    'provider',
    'The proof of your identity does not belong to this sign-in.',
    'The nonce of the ID token is not the one that was sent. This can be an attack; look at the trace.',
  ),
  'id-token-subject': describe(
    401,
    'provider',
    'The sign-in provider did not say who you are.',
    'The sub of the ID token is missing, empty, not a text or longer than 255 characters.',
  ),
  'id-token-invalid': describe(
    401,
    'provider',
    'The proof of your identity could not be verified.',
    'The ID token breaks a rule of OpenID Connect. The trace names the rule.',
  ),
  'userinfo-failed': describe(
    502,
    'provider',
    'The sign-in provider did not tell who you are.',
    'The userinfo endpoint failed. Check the scopes, or take the claims from the ID token only.',
  ),
  'userinfo-subject-mismatch': describe(
    401,
    'provider',
    'The sign-in provider gave contradictory answers about who you are.',
    'The sub of userinfo is not the sub of the ID token.',
  ),
  'oidc-logout-invalid': describe(
    400,
    'provider',
    'The sign-out message of the provider was not accepted.',
    'A logout token was not signed as the settings say, expired, made for another application or broke another rule, or a return from the provider belongs to no sign-out. The trace names the check.',
  ),
} as const;
