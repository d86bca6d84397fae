import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * Texts of the sign-in page.
 *
 * @public
 */
export const ssoSignInTranslationRef = createTranslationRef({
  id: 'sso-sign-in',
  messages: {
    page: {
      title: 'Sign in to {{portal}}',
      subtitle: 'Choose how you want to sign in.',
      signingIn: 'Signing you in …',
      loading: 'Loading ways to sign in …',
    },
    connections: {
      label: 'Sign in with',
      or: 'or',
    },
    local: {
      username: 'Username or email',
      password: 'Password',
      submit: 'Sign in',
      usernameMissing: 'Enter your username or email.',
      passwordMissing: 'Enter your password.',
    },
    error: {
      title: 'You are not signed in',
      signOutTitle: 'Signing out is not complete',
      generic: 'The sign-in did not work. Please try again.',
      reference: 'Reference',
      referenceHelp: 'Tell it to your administrator if it happens again.',
      notFinished: 'Your sign-in could not be finished. Please sign in again.',
    },
    unreachable: {
      title: 'The portal cannot be reached',
      description:
        'Check your network connection, or try again in a minute. If it goes on, tell your administrator.',
      retry: 'Try again',
    },
    empty: {
      title: 'No way to sign in yet',
      description:
        'Signing in with a password is switched off and no SSO connection is active. The operator of the portal can switch local sign-in on to repair this.',
    },
    setupNeeded: {
      title: 'This portal has no administrator yet',
      description:
        'Open the set-up link that the backend printed in its log when it started.',
    },
    setup: {
      title: 'Create the first administrator',
      subtitle:
        'This account manages the portal. Single sign-on is set up with it afterwards.',
      loading: 'Checking the set-up link …',
      username: 'Username',
      usernameHelp: 'Chosen by the operator of this portal.',
      displayName: 'Name',
      email: 'Email',
      password: 'Password',
      passwordHelp:
        'At least {{length}} characters. A few random words are fine.',
      repeat: 'Repeat the password',
      submit: 'Create administrator and sign in',
      displayNameMissing: 'Enter a name.',
      emailInvalid: 'Enter an email address, such as jo@example.com.',
      passwordShort: 'Use at least {{length}} characters.',
      repeatDifferent: 'The two passwords are not the same.',
      invalidTitle: 'This set-up link does not work any more',
      invalidDescription:
        'It was already used or has expired. While there is no local administrator, the backend prints a new link each time it starts.',
      toSignIn: 'Go to sign-in',
      failedTitle: 'The administrator was not created',
    },
  },
});
