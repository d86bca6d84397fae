/** Texts of the page on which people look after their own account. */
export const securityMessages = {
  mySecurity: {
    title: 'My security',
    subtitle: 'How you sign in to this portal, and where you are signed in.',
    failed: 'Your account could not be loaded',
    noneTitle: 'Your account is not kept here',
    noneDescription:
      'You signed in to this portal in a way that has no account of its own here, for example as a guest. There is nothing to set.',
    profile: 'Profile',
    profileClosed:
      'Your profile comes from {{connection}} and is changed there.',
    profilePartly:
      'The rest of your profile comes from {{connection}} and is changed there.',
    yourProvider: 'your provider',
    noneShown: 'not given',
  },
  myProof: {
    password: 'Current password',
    passwordHelp: 'To make sure that it is you.',
    recentTitle: 'Sign in again first',
    recent:
      'For your safety this needs a sign-in of the last 15 minutes. Sign out, sign in again, and come back to this page.',
  },
  myPassword: {
    title: 'Password',
    set: 'Changed {{date}}',
    setOnce: 'You have a password.',
    none: 'You have no password yet.',
    closed:
      'You sign in through {{connection}}, so your password is changed there.',
    change: 'Change password',
    create: 'Set a password',
    newPassword: 'New password',
    newPasswordHelp_one: 'At least one character.',
    newPasswordHelp_other:
      'At least {{count}} characters. A few words in a row are easy to remember and hard to guess.',
    repeat: 'Repeat the new password',
    different: 'The two passwords are not the same.',
    tooShort_one: 'Use at least one character.',
    tooShort_other: 'Use at least {{count}} characters.',
    help: 'You stay signed in here and are signed out everywhere else.',
    done: 'Your password is changed, and you are signed out everywhere else',
  },
  myFactor: {
    title: 'Two-factor authentication',
    description:
      'A code from an app on your phone, asked for after your password or your provider. Somebody who has your password cannot sign in without it.',
    on: 'On since {{date}}',
    onOnce: 'On',
    off: 'Off',
    codesNone: 'No recovery code is left. Get new ones.',
    codesFew_one: 'One recovery code is left. Get new ones.',
    codesFew_other: '{{count}} recovery codes are left. Get new ones.',
    turnOn: 'Turn on',
    turnOnLabel: 'Turn on two-factor authentication',
    turnOff: 'Turn off',
    turnOffLabel: 'Turn off two-factor authentication',
    turnOffHelp:
      'Your password or your provider alone is enough to sign in then.',
    turnedOff: 'Two-factor authentication is off',
    renew: 'Get new recovery codes',
    renewHelp: 'The recovery codes that you have now stop working.',
    continue: 'Continue',
    begin:
      'You need an authenticator app, such as one that is already on your phone for other sites. You are signed out everywhere else.',
    scan: 'Scan this with your authenticator app',
    qrCode: 'QR code for your authenticator app',
    secret: 'Key to type in instead',
    code: 'Code',
    codeHelp: 'The six digits that the app shows for this portal.',
    codeOrRecovery: 'Code of your app, or a recovery code',
    codeMissing: 'Enter the code.',
    codesTitle: 'Keep your recovery codes',
    codesHelp:
      'Each recovery code lets you in once when you do not have your phone. Keep them where you find them without it. They are shown only now.',
    codes: 'Recovery codes',
    copy: 'Copy all',
    copied: 'The recovery codes are copied',
    notCopied: 'This browser does not let the page copy. Select and copy them.',
    download: 'Download',
    file: 'recovery-codes.txt',
    kept: 'I have kept them',
    isOn: 'Two-factor authentication is on',
  },
  mySessions: {
    title: 'Where you are signed in',
    none: 'No other session is known.',
    everywhereElse: 'Sign out everywhere else',
    everywhereElseHelp:
      'All sessions but this one end: at the next page that they load, at the latest within an hour.',
    endedNone: 'You were not signed in anywhere else',
    endedOthers_one: 'One other session is ended',
    endedOthers_other: '{{count}} other sessions are ended',
    everywhere: 'Sign out everywhere',
    everywhereHelp:
      'All sessions end, this one too, and you come back to the sign-in page.',
    endTitle: 'End this session?',
    endHelp:
      '{{device}} is signed out at the next page that it loads, at the latest within an hour.',
    endCurrentHelp: 'This is the session that you use now: you are signed out.',
  },
  myLinks: {
    title: 'Linked providers',
    description: 'Other accounts of yours that sign you in to this portal.',
    none: 'None is linked.',
    link: 'Link {{connection}}',
    linkTitle: 'Link {{connection}}?',
    linkHelp:
      'You go to {{connection}}, sign in there, and come back. Whoever can sign in there as you can sign in here as you. Your name, email and groups may then follow that provider.',
    linkSubmit: 'Go to {{connection}}',
    linked: 'The provider is linked to your account',
    notLinked: 'The provider was not linked',
    finishing: 'Linking the provider …',
    removeTitle: 'Remove the link to {{connection}}?',
    removeHelp:
      'You can no longer sign in to this account through {{connection}}, and the sessions made by it end.',
    removed: 'The link to {{connection}} is removed',
  },
  myEvents: {
    title: 'Recent activity',
    help: 'If you do not know one of these, change your password and sign out everywhere else.',
    none: 'Nothing happened yet.',
  },
} as const;
