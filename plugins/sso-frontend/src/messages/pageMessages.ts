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
    notices_one: 'One notice',
    notices_other: '{{count}} notices',
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
} as const;
