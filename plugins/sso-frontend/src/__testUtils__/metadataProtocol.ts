import type {
  SsoConnection,
  SsoProtocolInfo,
} from '@latchkey/plugin-sso-common';
import { connection, protocol } from './fakeSsoApi';

/** A protocol that is set up from metadata and tells of certificates. */
export const metadataProtocol: SsoProtocolInfo = {
  ...protocol,
  id: 'saml',
  title: 'SAML 2.0',
  setup: {
    title: 'Set up from metadata',
    description: 'Fills in the form.',
    urlLabel: 'Metadata URL',
    urlPlaceholder: 'https://idp.example.com/metadata',
    documentLabel: 'Metadata document',
    fileTypes: ['.xml'],
  },
  settingsSchema: {
    type: 'object',
    properties: {
      entityId: { type: 'string', title: 'Entity ID', group: 'Provider' },
      entryPoint: { type: 'string', title: 'Sign-in URL', group: 'Provider' },
      certificates: {
        type: 'string',
        title: 'Certificates',
        group: 'Provider',
        multiline: true,
        inspected: true,
      },
      privateKey: {
        type: 'string',
        title: 'Private key',
        group: 'Signatures',
        secret: true,
        multiline: true,
        inspected: true,
      },
      binding: {
        anyOf: [
          { type: 'string', const: 'redirect', title: 'Through the address' },
          { type: 'string', const: 'post', title: 'Through a form' },
        ],
        default: 'redirect',
        title: 'Binding',
        group: 'Sign-in request',
      },
      clockTolerance: {
        type: 'integer',
        default: 60,
        title: 'Clock tolerance',
        group: 'Advanced',
        advanced: true,
      },
    },
    required: ['entityId'],
  },
};

/** An SSO connection of that protocol. */
export const metadataConnection: SsoConnection = {
  ...connection,
  id: 'school',
  protocol: 'saml',
  displayName: 'School',
  settings: {
    entityId: 'https://idp.example.com',
    entryPoint: 'https://idp.example.com/sso',
    certificates: 'MIIB-saved',
    binding: 'post',
  },
  secrets: {},
  providerValues: [
    { label: 'Entity ID', value: 'http://localhost:7007/api/sso/metadata' },
    {
      label: 'Metadata URL',
      value: 'http://localhost:7007/api/sso/sign-in/school/metadata',
      kind: 'document',
    },
  ],
};
