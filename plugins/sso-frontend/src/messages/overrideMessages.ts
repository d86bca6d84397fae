/** Texts of override auth, of the ways back in, and of the state of both. */
export const overrideMessages = {
  override: {
    title: 'Override auth',
    description:
      'The sign-in page goes straight to this provider, and nobody sees the other ways in.',
    badge: 'Override auth',
    badgePending: 'Override auth, to be confirmed',
    failed: 'The state of override auth could not be loaded',
    otherOn:
      'It is on for {{name}} at the moment. Switching it on here takes its place.',
    needsTest:
      'First test a sign-in with the settings as they are saved now. Only a test of yours that succeeds allows to switch it on.',
    test: 'Test sign-in',
    testHelp:
      'You go to the provider, sign in there, and come back to this page. No account is made or changed.',
    testAgain: 'Test again',
    testFailed: 'The test could not be started',
    tested: 'You have tested these settings {{ago}}.',
    arm: 'Switch override auth on',
    armTitle: 'Send everyone to {{name}}?',
    armHelp:
      'From now on the sign-in page goes straight to {{name}}. Confirm it within 10 minutes, or it reverts by itself.',
    nossoTitle: 'The way around it',
    nossoAll:
      'Adding ?nosso=1 to the address of the sign-in page shows all ways in. This opens local sign-in to any active account, from every address.',
    nossoSome:
      'Adding ?nosso=1 to the address of the sign-in page shows all ways in. This opens local sign-in to any active account, from these addresses only: {{addresses}}.',
    armed: 'Override auth is on for now. Confirm it next.',
    pendingTitle: 'On, but not confirmed',
    revertsIn: 'Reverts by itself in',
    pendingBy: 'Switched on {{date}} by {{name}}',
    step1: 'Open the portal in a private window or another browser.',
    step2:
      'Sign in through {{name}} with an account that may administer SSO. Keep this window open.',
    step3: 'Come to this page there, and press Confirm.',
    confirm: 'Confirm',
    confirmNot:
      'This session was not made through {{name}} since override auth was switched on.',
    confirmed: 'Override auth is confirmed and stays on',
    confirmedTitle: 'On',
    confirmedBy: 'Since {{date}}, switched on by {{name}}',
    notEffective:
      'It has no effect while the SSO connection is switched off, left out or without its protocol.',
    disarm: 'Switch off',
    disarmTitle: 'Switch override auth off?',
    disarmHelp: 'The sign-in page shows all ways in again.',
    disarmed: 'Override auth is off',
  },
  testResult: {
    failed: 'The result of the test could not be read',
    success: 'The test sign-in succeeded',
    refused: 'The test sign-in was refused',
    account: 'This person would sign in as {{account}}.',
    accountCreated: 'This person would get a new account: {{account}}.',
    evidence: 'What the provider sent and what the portal made of it',
    code: 'Code: {{code}}',
    dismiss: 'Close the result',
  },
  portalStatus: {
    label: 'State of the portal',
    allDisabled: 'The backend runs without SSO plugins',
    allDisabledHelp:
      'It was started with --disablePlugins, so only local sign-in is left. Settings are kept. Restart it without, once the trouble is over.',
    someDisabled: 'Some SSO connections are left out',
    someDisabledHelp:
      'The backend was started with --disablePlugins for: {{names}}. Nobody can sign in through them until it is restarted without.',
    pending: 'Override auth for {{name}} waits to be confirmed',
    pendingHelp: 'Switched on by {{by}}. Reverts by itself in',
    confirmed: 'Everyone is sent to {{name}} to sign in',
    confirmedHelp: 'Override auth is on. {{by}} switched it on {{date}}.',
    notEffective: 'Override auth for {{name}} is on, but has no effect',
    showConnection: 'Show',
    showWaysIn: 'Show ways in',
    escape: 'A way back into the portal does not work',
    escapeMany: 'Ways back into the portal do not work',
  },
  waysIn: {
    title: 'Ways in',
    subtitle:
      'Who is let in by which way, and whether you could still get in if a provider fails.',
    failed: 'The state of the ways in could not be loaded',
    now: 'At the moment',
    overrideOff: 'Override auth is off: the sign-in page shows all ways in.',
    overridePending: 'The sign-in page goes to {{name}}, to be confirmed.',
    overrideConfirmed: 'The sign-in page goes straight to {{name}}.',
    plugins: 'Plugins',
    pluginsAll: 'All plugins are left out; only local sign-in is there.',
    pluginsSome: 'Left out for the moment: {{names}}.',
    pluginsNone: 'All plugins that are installed run.',
    escape: 'Ways back in',
    escapeHelp:
      'For the case that a provider fails or settings are wrong. The guide for operators tells how to use them.',
    noEscape: 'The backend has not reported on them.',
    gate: 'Who is let in',
    gateHelp:
      'The last step of every sign-in. Where several lines are true of an account, the uppermost decides.',
    condition: 'The account',
    conditions: {
      disabled: 'is disabled',
      wrongSource: 'signs in another way',
      locked: 'is locked',
      inactive: 'was not used for too long',
      resetPending: 'has to set a new password',
      secondFactorDue: 'has two-factor',
    },
    ways: {
      local: 'Password',
      sso: 'Provider',
      connect: 'Another portal',
      refresh: 'Open session',
      recovery: 'Recovery link',
    },
    verdicts: {
      admit: 'Let in',
      refuse: 'Refused',
      challenge: 'Asked for the second factor',
    },
  },
} as const;
