/**
 * Who has to act so that a refused sign-in works the next time.
 *
 * @public
 */
export type SsoErrorActor = 'user' | 'administrator' | 'provider' | 'operator';

/**
 * What the product says about one kind of refusal.
 *
 * @public
 */
export interface SsoErrorDescription {
  /** HTTP status of an answer that carries this code. */
  readonly status: number;
  /** Plain words for the person who wanted to sign in. */
  readonly reason: string;
  /** What the administrator can do about it. */
  readonly advice: string;
  /** Who has to act. */
  readonly actor: SsoErrorActor;
}

const describe = (
  status: number,
  actor: SsoErrorActor,
  reason: string,
  advice: string,
): SsoErrorDescription => ({ status, actor, reason, advice });

const startAndReturn = {
  'connection-not-found': describe(
    404,
    'user',
    'This way of signing in does not exist here.',
    'The link is old or mistyped. Hand out the sign-in link shown on the settings page of the SSO connection.',
  ),
  'connection-inactive': describe(
    403,
    'administrator',
    'This way of signing in is switched off at the moment.',
    'Switch the SSO connection on in its settings if people should use it.',
  ),
  'protocol-not-installed': describe(
    503,
    'operator',
    'This way of signing in is not available on this server.',
    'The backend module of this protocol is not installed, or the backend was started without plugins.',
  ),
  'settings-invalid': describe(
    500,
    'administrator',
    'This way of signing in is not set up correctly.',
    'Open the settings of the SSO connection and save them again; the form shows which value is not accepted.',
  ),
  'return-to-invalid': describe(
    400,
    'user',
    'The page to return to after signing in is not part of this portal.',
    'Only paths of this portal are accepted, such as /catalog. Correct the link that was used.',
  ),
  'callback-malformed': describe(
    400,
    'provider',
    'The answer of the sign-in provider could not be understood.',
    'The provider answered in a way that the protocol does not allow. The trace shows what was missing.',
  ),
  'state-unknown': describe(
    400,
    'user',
    'This sign-in was already used or was not started here. Please sign in again.',
    'Usually the back button or a bookmarked sign-in page of the provider. When it happens to everyone, check that the redirect URI leads to this portal.',
  ),
  'state-expired': describe(
    400,
    'user',
    'This sign-in took too long. Please sign in again.',
    'The person stayed on the page of the provider for longer than a sign-in may take.',
  ),
  'browser-mismatch': describe(
    400,
    'user',
    'This sign-in was started in another browser. Please sign in again in this one.',
    'A sign-in can only be finished in the browser that started it. When it happens to everyone, check that app.baseUrl and backend.baseUrl are the addresses people use.',
  ),
  'ticket-invalid': describe(
    400,
    'user',
    'This sign-in was already finished or took too long. Please sign in again.',
    'A finished sign-in is handed over once and within seconds. When it happens to everyone, compare the clocks of the replicas.',
  ),
} as const;

const provider = {
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
} as const;

const provisioning = {
  'not-admitted': describe(
    403,
    'administrator',
    'Your account at the provider is not admitted to this portal.',
    'The admission rule of the SSO connection did not match. The trace shows the value it looked at.',
  ),
  'no-account': describe(
    403,
    'administrator',
    'You signed in at the provider, but you have no account in this portal.',
    'Creating accounts is off for this SSO connection. Add the account, or switch "Create users" on.',
  ),
  'match-ambiguous': describe(
    409,
    'administrator',
    'More than one account fits you, so none was chosen.',
    'Several accounts fit what the provider said. The trace names the rule; make the accounts distinct.',
  ),
  'link-needs-administrator': describe(
    403,
    'administrator',
    'An account that fits you exists, but it is not connected to this provider by itself.',
    'Accounts of administrators, those made by another SSO connection, and those of another person of this provider are never connected automatically.',
  ),
  'username-missing': describe(
    422,
    'provider',
    'The sign-in provider did not say a username for your new account.',
    'Neither username nor email was found in what the provider sent. Check the attribute names and the scopes.',
  ),
  'username-invalid': describe(
    422,
    'administrator',
    'The username that the provider says cannot be used here.',
    'The username holds no letter or digit that a Catalog name may have, or is too long. Map another attribute to the username.',
  ),
  'username-taken': describe(
    409,
    'administrator',
    'An account with your username exists already and belongs to somebody else.',
    'The new account would get a name that another account or Catalog entity has, or that is reserved for an administrator.',
  ),
  'email-taken': describe(
    409,
    'administrator',
    'An account with your email address exists already.',
    'The address belongs to another account and was not proved by the provider, so the two were not connected.',
  ),
  'catalog-unavailable': describe(
    503,
    'operator',
    'Your account could not be created at the moment. Please try again in a minute.',
    'The Catalog did not answer, so it is unknown whether the name of the new account is free.',
  ),
  'account-disabled': describe(
    403,
    'administrator',
    'Your account is disabled.',
    'Enable the account if this person should be able to sign in.',
  ),
} as const;

const local = {
  'credentials-wrong': describe(
    401,
    'user',
    'The username or the password is wrong.',
    'Nothing to do, unless one account sees many of these.',
  ),
  'local-sign-in-off': describe(
    403,
    'operator',
    'Signing in with a password is switched off in this portal.',
    'Set sso.local.enabled to true in app-config to allow it.',
  ),
  'too-many-attempts': describe(
    429,
    'user',
    'Too many attempts at the moment. Please wait a little and try again.',
    'Only a few passwords are checked at a time, so that a flood of attempts does not slow the portal down. Limit requests by address with backend.rateLimit.',
  ),
  'setup-key-invalid': describe(
    403,
    'operator',
    'This set-up link was already used or has expired.',
    'Restart the backend: while there is no local administrator it prints a new link.',
  ),
} as const;

const session = {
  'session-ended': describe(
    401,
    'user',
    'Your session has ended. Please sign in again.',
    'The person signed out, was signed out, or the session reached its limit.',
  ),
} as const;

const service = {
  'database-busy': describe(
    503,
    'operator',
    'The portal is busy. Please try again in a moment.',
    'The database did not answer in time. When it repeats, look at its load and locks.',
  ),
  internal: describe(
    500,
    'operator',
    'Something went wrong in the portal. Please try again.',
    'An unexpected error; the log of the backend has it under the same reference.',
  ),
} as const;

/**
 * Every refusal the product knows, by its stable code. The codes are part of
 * the public API: they stand in URLs, traces, audit events and metrics.
 *
 * @public
 */
export const ssoErrors = {
  ...startAndReturn,
  ...provider,
  ...provisioning,
  ...local,
  ...session,
  ...service,
} as const satisfies Record<string, SsoErrorDescription>;

/**
 * A stable code of a refusal, such as `state-expired`.
 *
 * @public
 */
export type SsoErrorCode = keyof typeof ssoErrors;

/**
 * All codes.
 *
 * @public
 */
export const ssoErrorCodes = Object.keys(ssoErrors) as SsoErrorCode[];

/**
 * Tells whether a text, from a URL for example, is a known code.
 *
 * @public
 */
export function isSsoErrorCode(value: unknown): value is SsoErrorCode {
  return typeof value === 'string' && Object.hasOwn(ssoErrors, value);
}
