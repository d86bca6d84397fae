import { describeError as describe } from './errorDescription';

/** On the way to the provider and back. */
export const startAndReturn = {
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
    'Usually the back button or a bookmarked sign-in page of the provider. When it happens to everyone, check that the redirect URI or ACS URL leads to this portal.',
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
  'answer-replayed': describe(
    400,
    'user',
    'This proof of your identity was used before. Please sign in again.',
    'The provider sent the same message twice, or somebody sent a copy of it. When it happens to everyone, look at the traces.',
  ),
  'unsolicited-refused': describe(
    403,
    'administrator',
    'Please start signing in on the sign-in page of this portal.',
    'The sign-in was started at the provider. Enter the sign-in link from the settings page there as the address of this portal, or allow "Sign-in started by the provider".',
  ),
  'unsolicited-loop': describe(
    502,
    'administrator',
    'The sign-in provider does not answer to this portal.',
    'The provider sends people here without answering to requests of the portal. Set up the sign-in URL of the provider that takes SAML requests.',
  ),
  'logout-incomplete': describe(
    502,
    'provider',
    'You are signed out here. The sign-in provider could not sign you out everywhere: close the browser to be safe.',
    'The provider reported that it could not end every session. Its own log names the application that did not answer.',
  ),
  'logout-unsupported': describe(
    404,
    'provider',
    'This address does not take messages of the sign-in provider.',
    'The protocol of this SSO connection has no messages about signing out. Remove the logout URL at the provider.',
  ),
} as const;
