/** Texts of the set-up out of metadata and of what values turn out to be. */
export const setupMessages = {
  setup: {
    read: 'Read',
    readLabel: 'Read {{label}}',
    upload: 'Upload a file',
    file: 'File: {{label}}',
    tooLarge: 'This is too large. Use at most {{size}} MB.',
    unreadable: 'This file could not be read.',
    or: 'or',
    notDone: 'Nothing was read',
    nothing: 'Nothing in it fits this protocol. The form is as it was.',
    filled_one: 'One field of the form is filled in',
    filled_other: '{{count}} fields of the form are filled in',
    filledHelp: 'Look at them, then save: {{fields}}.',
    findings: 'What was found',
    choose: 'Choose the provider',
    chooseHelp: 'The document holds several of them.',
    search: 'Search providers',
    shown: '{{shown}} of {{total}}. Search to see others.',
    noMatch: 'No provider has this in its name.',
  },
  inspection: {
    label: 'What this is: {{field}}',
    failed: 'What this is could not be found out: {{message}}',
  },
} as const;
