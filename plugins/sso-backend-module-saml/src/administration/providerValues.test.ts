import { providerValues } from './providerValues';
import { samlSettingsSchema } from '../settings';
import { baseSettings } from '../__testUtils__/baseSettings';

const base = 'https://portal.example.com/api/sso/sign-in/test';
const valuesOf = (settings: Record<string, unknown>) =>
  providerValues({
    callbackUrl: `${base}/callback`,
    logoutUrl: `${base}/logout`,
    metadataUrl: `${base}/metadata`,
    settings: samlSettingsSchema.parse({
      ...baseSettings,
      certificateFingerprint: 'ab'.repeat(20),
      ...settings,
    }),
  });

describe('providerValues', () => {
  it('SAML-7 lists what the provider has to know', () => {
    expect(
      valuesOf({}).map(({ label, value, kind }) => [label, value, kind]),
    ).toEqual([
      ['Entity ID', `${base}/metadata`, undefined],
      ['ACS URL', `${base}/callback`, undefined],
      ['Logout URL', `${base}/logout`, undefined],
      ['Metadata URL', `${base}/metadata`, 'document'],
    ]);
  });

  it('SAML-7 shows an entity ID of its own', () => {
    expect(valuesOf({ spEntityId: 'urn:example:portal' })[0].value).toBe(
      'urn:example:portal',
    );
  });
});
