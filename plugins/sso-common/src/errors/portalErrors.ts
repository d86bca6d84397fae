import { describeError as describe } from './errorDescription';

/** Signing in with a password, and the set-up. */
export const local = {
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

/** Afterwards. */
export const session = {
  'session-ended': describe(
    401,
    'user',
    'Your session has ended. Please sign in again.',
    'The person signed out, was signed out, or the session reached its limit.',
  ),
} as const;

/** Faults of the portal itself. */
export const service = {
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
