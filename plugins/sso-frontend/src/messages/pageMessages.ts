/** Texts of the lists and of states that all pages have. */
export const pageMessages = {
  state: {
    loading: 'Loading …',
    failed: 'This could not be loaded',
    retry: 'Try again',
  },
  notPermitted: {
    title: 'You may not see this page',
    description:
      'Single sign-on is managed by the administrators of this portal. Ask one of them if you need to see it.',
  },
  copy: {
    label: 'Copy {{label}}',
    copied: '{{label}} copied',
    selected: 'Selected – copy it with Ctrl+C or ⌘C.',
  },
  connections: {
    title: 'SSO connections',
    subtitle:
      'Each active connection is a button on the sign-in page, in this order. Changes are in force at once.',
    activate: 'Activate a plugin',
    failed: 'The SSO connections could not be loaded',
    emptyTitle: 'Nobody signs in through a provider yet',
    emptyDescription:
      'Activate a plugin such as OpenID Connect to let people sign in with the accounts that they already have at your organisation.',
    notInstalled: 'Protocol not installed',
    hidden: 'Hidden',
    active: 'Active',
    off: 'Off',
    switch: 'Sign-in through {{name}}',
    activeFailed: '{{name}} was not switched',
    orderFailed: 'The order was not saved',
    moveUp: 'Move {{name}} up',
    moveDown: 'Move {{name}} down',
    moved: '{{name}} is now number {{position}} of {{total}}',
    noSignIn: 'No sign-in yet',
    signedIn: 'Signed in',
    refused: 'Refused',
  },
  activate: {
    title: 'Activate a plugin',
    subtitle:
      'A plugin speaks one protocol. Activating it creates an SSO connection to one provider; you can have several of the same protocol.',
    failed: 'The plugins could not be loaded',
    emptyTitle: 'No plugin is installed',
    emptyDescription:
      'Add a protocol module to the backend of this portal. If some are installed, the backend may have been started without plugins.',
    activate: 'Activate',
    activateLabel: 'Activate {{protocol}}',
    newTitle: 'New connection: {{protocol}}',
    unknown: 'This plugin is not installed in the backend of this portal.',
    create: 'Create connection',
    notCreated: 'The SSO connection was not created',
  },
  refusals: {
    title: 'Refused sign-ins',
    subtitle:
      'Every refused sign-in leaves a trace without secrets, under the reference that the person saw.',
    search: 'Reference',
    open: 'Open',
    failed: 'The refused sign-ins could not be loaded',
    emptyTitle: 'No sign-in was refused',
    emptyDescription:
      'When one is, you find here why, and who can do what about it.',
    noMatch: 'No recent refusal has this reference. Press Open to look for it.',
    noConnection: 'No SSO connection',
  },
  trace: {
    title: 'Refusal {{reference}}',
    notFound: 'There is no trace with this reference',
    notFoundHelp:
      'Traces are kept for a limited time. Compare the reference with what the person saw.',
    reason: 'What the person read',
    advice: 'What you can do',
    actor: 'Who has to act',
    user: 'The person who signs in',
    administrator: 'An administrator of this portal',
    provider: 'The identity provider',
    operator: 'The operator of this portal',
    code: 'Code',
    connection: 'SSO connection',
    at: 'When',
    keptUntil: 'Kept until {{date}}',
    steps: 'What happened',
    passed: 'Passed',
    refused: 'Refused',
    skipped: 'Skipped',
  },
} as const;
