import { switchField, textFieldWith, textField } from './fields';

const group = 'Attributes';

/** What is read out of an assertion. */
export const attributesSettings = {
  subjectAttribute: textFieldWith('urn:oid:1.3.6.1.4.1.5923.1.1.10', {
    title: 'Identifier',
    description:
      'What tells people apart and never changes: eduPersonTargetedID by default. When the provider does not send it, the NameID is used. All attributes are found by Name or FriendlyName.',
    group,
  }),
  usernameAttribute: textField({
    title: 'Username',
    description: 'Without one, the identifier is the username.',
    group,
    placeholder: 'urn:oid:0.9.2342.19200300.100.1.1',
  }),
  givenNameAttribute: textFieldWith('urn:oid:2.5.4.42', {
    title: 'Given name',
    group,
  }),
  familyNameAttribute: textFieldWith('urn:oid:2.5.4.4', {
    title: 'Family name',
    group,
  }),
  emailAttribute: textFieldWith('urn:oid:0.9.2342.19200300.100.1.3', {
    title: 'Email',
    group,
  }),
  emailsVerified: switchField({
    title: 'Emails are verified by the provider',
    description:
      'Switch it on only when people cannot enter an address of their own there: accounts can be found by it.',
    group,
  }),
  displayNameAttribute: textField({
    title: 'Display name',
    description: 'The full name. Without one, given and family name are used.',
    group,
    placeholder: 'urn:oid:2.16.840.1.113730.3.1.241',
  }),
  groupAttribute: textField({
    title: 'Groups',
    description:
      'All values count. When the attribute is missing, groups stay as they are.',
    group,
    placeholder: 'urn:oid:1.3.6.1.4.1.5923.1.5.1.1',
  }),
  idNumberAttribute: textField({
    title: 'ID number',
    description: 'Student or staff number, if the provider knows one.',
    group,
  }),
};
