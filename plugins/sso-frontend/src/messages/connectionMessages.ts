/** Texts of the page of one SSO connection. */
export const connectionMessages = {
  connection: {
    settings: 'Settings',
    failed: 'The SSO connection could not be loaded',
    created: 'The SSO connection is created',
    createdNext:
      'Now enter the values below "Enter these at the provider" there, then press "Check provider".',
    notInstalledHelp:
      'The backend runs without the module of the protocol "{{protocol}}", so nobody can sign in through this connection. Its settings are kept.',
    save: 'Save',
    saved: '{{name}} is saved',
    notSaved: 'The changes were not saved',
    unsaved: 'You have unsaved changes.',
    readOnly: 'You may look at these settings, but not change them.',
    switchedOn: 'People can sign in through {{name}}',
    switchedOff: 'Nobody can sign in through {{name}} any more',
  },
  conflict: {
    title: 'Somebody else changed this connection meanwhile',
    description:
      'Nothing was saved, and your changes are still in the form. Reload to get the other changes in as well, then look at the form and save again.',
    reload: 'Reload',
  },
  delete: {
    open: 'Delete',
    title: 'Delete {{name}}?',
    description:
      'Settings, secrets and the links to accounts at the provider are removed, and everyone who signed in through it is signed out. The accounts stay. To keep the settings, switch the connection off instead.',
    confirm: 'Type "{{name}}" to confirm',
    submit: 'Delete connection',
    cancel: 'Cancel',
    done: '{{name}} is deleted',
    failed: 'The SSO connection was not deleted',
  },
  provider: {
    title: 'Enter these at the provider',
    afterSave:
      'After the first save you find here the addresses and everything else that the provider asks for. They contain the ID of the connection, so choose it well: it never changes.',
    signInLink: 'Sign-in link',
    signInLinkHelp:
      'Goes straight to this provider, also while the connection is hidden.',
  },
  document: {
    show: 'Show',
    hide: 'Hide',
    copy: 'Copy content',
    copied: 'The content of {{label}} is copied',
    notCopied:
      'This browser does not let the page copy. Select the content below and copy it.',
    download: 'Download',
    content: 'Content of {{label}}',
    failed: 'The content could not be read',
    answered: 'The portal answered with {{status}}.',
  },
  notices: {
    label: 'Notices',
    since: 'Since {{date}}',
  },
  actions: {
    title: 'Actions',
    confirm: 'Continue',
    cancel: 'Cancel',
    failed: '{{title}}: this was not done',
    done: '{{title}}: done',
    conflict: 'Nothing was done. Reload to see the changes, then try again.',
  },
  outcome: {
    passed: 'Passed',
    failed: 'Failed',
    note: 'Note',
  },
  check: {
    title: 'Check provider',
    description:
      'Asks the provider whether the saved settings can work. Nobody is signed in.',
    run: 'Check provider',
    notDone: 'The provider could not be checked',
    nothing: 'This protocol has nothing to check.',
  },
  history: {
    title: 'History',
    failed: 'The history could not be loaded',
    emptyTitle: 'No changes yet',
    emptyDescription: 'Every change is kept with who made it and when.',
    version: 'Version {{version}}',
    created: 'Created',
    updated: 'Changed',
    activated: 'Switched on',
    deactivated: 'Switched off',
    maintained: 'Kept up to date by the protocol',
  },
} as const;
