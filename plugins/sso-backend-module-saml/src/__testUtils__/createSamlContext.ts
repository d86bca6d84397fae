import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SsoProtocolContext } from '@latchkey/plugin-sso-node';
import { SamlSettings, samlSettingsSchema } from '../settings';
import { baseSettings } from './baseSettings';

const logger: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => logger,
};

/**
 * A context whose provider answers with a text, or not at all.
 *
 * @param settings - as an administrator would enter them
 */
export function createSamlContext(
  settings: Readonly<Record<string, unknown>>,
  answer: (url: string) => Response | Promise<Response> = () => {
    throw new Error('Nothing may be fetched here');
  },
): SsoProtocolContext<SamlSettings> {
  const base = 'https://portal.example.com/api/sso/sign-in/test';
  return {
    connectionId: 'test',
    connectionVersion: 1,
    settings: samlSettingsSchema.parse({ ...baseSettings, ...settings }),
    callbackUrl: `${base}/callback`,
    logoutUrl: `${base}/logout`,
    metadataUrl: `${base}/metadata`,
    debug: false,
    fetch: async url => answer(String(url)),
    logger,
  };
}
