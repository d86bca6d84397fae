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
      leaving: 'Taking you to the sign-in provider …',
      toSignIn: 'Go to sign-in',
      signedOut: 'You have signed out',
      passwordSet: 'Your new password is set. Sign in with it.',
      nossoRefused:
        'The address of this page asks for all ways to sign in, but they are not open to your network.',
      somePluginsDisabled:
        'The portal runs without some of its ways to sign in. The operator switched them off for the moment.',
      allPluginsDisabled:
        'The portal runs without single sign-on. The operator switched it off for the moment; passwords still work.',
    },
    connections: {
      label: 'Sign in with',
      or: 'or',
    },
    local: {
      username: 'Username or email',
      password: 'Password',
      submit: 'Sign in',
      forgot: 'Forgot your password?',
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
      failedTitle: 'The administrator was not created',
    },
    reset: {
      title: 'Set a new password',
      subtitle: 'Afterwards you are signed out everywhere and sign in with it.',
      loading: 'Checking the password link …',
      password: 'New password',
      submit: 'Set password',
      invalidTitle: 'This password link does not work any more',
      invalidDescription:
        'It was already used or has expired. Ask for a new one on the sign-in page, or ask your administrator.',
      failedTitle: 'The password was not set',
    },
    forgot: {
      title: 'Forgot your password?',
      subtitle: 'Get a link to set a new one.',
      submit: 'Send the link',
      failedTitle: 'The link was not sent',
      sentTitle: 'Look at your messages',
      sentDescription:
        'If there is an account with a password of this name, a link is on its way. It is good for a short time. If nothing comes, ask your administrator.',
    },
    secondFactor: {
      title: 'One more step',
      subtitle: 'Your account is protected by a second factor.',
      code: 'Code',
      codeHelp:
        'The 6 digits of your authenticator app. Without your device, one of your recovery codes.',
      missing: 'Enter the code.',
      submit: 'Continue',
      expiredTitle: 'This took too long',
      expiredDescription:
        'The sign-in was not finished in time. Please begin again.',
    },
    recovery: {
      title: 'Recover access',
      subtitle:
        'The operator of the portal made this link. It signs an administrator in once, whatever single sign-on is set to.',
      submit: 'Sign in as administrator',
    },
  },
});
