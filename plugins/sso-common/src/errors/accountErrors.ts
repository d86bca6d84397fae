import { describeError as describe } from './errorDescription';

/** Accounts beside SSO, their proofs and the ways back in. */
export const account = {
  'account-locked': describe(
    403,
    'administrator',
    'Your account is locked for a while because of too many wrong attempts. Please try again later.',
    'Wait until the lock ends, or unlock the account on its page.',
  ),
  'account-inactive': describe(
    403,
    'administrator',
    'Your account was not used for a long time and is closed.',
    'Enable the account on its page; sso.accounts.inactiveAccountDisable in app-config says after how many days this happens.',
  ),
  'account-source-other': describe(
    403,
    'administrator',
    'Your account signs in another way. Please choose the way you used before.',
    'The account belongs to another SSO connection. Set its source back to local on its page to free it.',
  ),
  'account-not-found': describe(
    404,
    'administrator',
    'There is no such account.',
    'The account was removed meanwhile, or the person signed in without Latchkey.',
  ),
  'account-not-local': describe(
    409,
    'administrator',
    'This account signs in through its provider and has no password here.',
    'Set the source of the account to local first.',
  ),
  'account-own': describe(
    409,
    'administrator',
    'You cannot do this to your own account here.',
    'Let another administrator do this.',
  ),
  'second-factor-wrong': describe(
    401,
    'user',
    'The code is wrong or was used before.',
    'When it happens to one person all the time, the clock of their device is off by more than half a minute.',
  ),
  'second-factor-expired': describe(
    401,
    'user',
    'This sign-in took too long or had too many wrong codes. Please sign in again.',
    'The second step has to follow within a few minutes.',
  ),
  'second-factor-on': describe(
    409,
    'user',
    'Two-factor authentication is on already.',
    'Turn it off first to use another device.',
  ),
  'second-factor-off': describe(
    409,
    'user',
    'Two-factor authentication is not on.',
    'Nothing to do.',
  ),
  'reset-key-invalid': describe(
    403,
    'user',
    'This link was already used or has expired. Please ask for a new one.',
    'Issue a new link on the page of the account.',
  ),
  'password-wrong': describe(
    403,
    'user',
    'Your current password is wrong.',
    'Nothing to do.',
  ),
  'password-closed': describe(
    403,
    'administrator',
    'This account signs in through its provider; change the password there.',
    'Set the source of the account to local to give it a password here.',
  ),
  'profile-closed': describe(
    403,
    'administrator',
    'Your profile comes from your provider and is changed there.',
    'The policy of the SSO connection says which fields people may change themselves.',
  ),
  'sign-in-not-recent': describe(
    403,
    'user',
    'To change this, sign out and in again first, then do it within 15 minutes.',
    'Sensitive settings of an account without a password need a fresh sign-in.',
  ),
  'session-unknown': describe(
    403,
    'user',
    'This needs a session of the sign-in page. Please sign out and in again.',
    'The request came with a token that belongs to no session of Latchkey.',
  ),
  'proof-invalid': describe(
    403,
    'user',
    'This proof was already used, has expired, or was made for somebody else. Please start again.',
    'The sign-in at the provider has to be finished by the person who started it.',
  ),
  'link-taken': describe(
    409,
    'administrator',
    'This identity is linked to another account.',
    'Remove the link on the page of the other account first.',
  ),
  'link-last': describe(
    409,
    'administrator',
    'Without this link nobody could sign in to the account.',
    'Set the source of the account to local and give it a password first.',
  ),
} as const;

/** Override auth and the ways back in. */
export const escape = {
  'nosso-refused': describe(
    403,
    'operator',
    'Signing in with a password is not possible from this address.',
    'While override auth is on, sso.nosso.addresses in app-config says from where passwords are taken.',
  ),
  'connection-skipped': describe(
    503,
    'operator',
    'This way of signing in is switched off on this server for the moment.',
    'The backend was started with --disablePlugins. Restart it without, once the trouble is over.',
  ),
  'recovery-link-invalid': describe(
    403,
    'operator',
    'This recovery link was already used or has expired.',
    'Print a new one with the command "sso recovery-link" on the server.',
  ),
  'override-not-tested': describe(
    409,
    'administrator',
    'Test the SSO connection first.',
    'Override auth needs a successful test sign-in of yours with the settings as they are saved now.',
  ),
  'override-not-armed': describe(
    409,
    'administrator',
    'Override auth is not on, or has reverted by itself.',
    'Switch it on again and confirm it within 10 minutes.',
  ),
  'override-session-needed': describe(
    409,
    'administrator',
    'Sign in through this SSO connection first, then confirm.',
    'Only a session that was made through the connection after override auth was switched on proves that it works.',
  ),
} as const;
