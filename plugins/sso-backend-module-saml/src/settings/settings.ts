import { z } from 'zod/v4';
import { advancedSettings } from './advancedSettings';
import { attributesSettings } from './attributesSettings';
import { checkSettings } from './checkSettings';
import { logoutSettings } from './logoutSettings';
import { providerSettings } from './providerSettings';
import { requestSettings } from './requestSettings';
import { signingSettings } from './signingSettings';

const settings = z.strictObject({
  ...providerSettings,
  ...signingSettings,
  ...requestSettings,
  ...attributesSettings,
  ...logoutSettings,
  ...advancedSettings,
});

/** Parsed settings, secrets included. */
export type SamlSettings = z.output<typeof settings>;

/**
 * Settings of an SSO connection by SAML 2.0. They do not depend on the time:
 * what was saved stays valid when a certificate expires, and the sign-in says
 * so then.
 */
export const samlSettingsSchema = settings.superRefine(checkSettings);
