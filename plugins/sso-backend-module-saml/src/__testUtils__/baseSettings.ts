import { testIdp } from './metadataXml';

/** What every SSO connection of these tests has. */
export const baseSettings = {
  entityId: testIdp,
  entryPoint: 'https://idp.example.com/redirect',
} as const;
