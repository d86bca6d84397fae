import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import path from 'node:path';
import { type KeyRing, parseKeyRing } from '../secrets/KeyRing';
import { readKeyFile } from './readKeyFile';

const KEYS = 'sso.secrets.keys';
const KEY_FILE = 'sso.secrets.developmentKeyFile';
const DEFAULT_KEY_FILE = path.join('.latchkey', 'sso-keys.json');

/**
 * Reads the keys that secrets are sealed with, from `sso.secrets.keys`. Only
 * development and tests can do without: they get a file with a generated key,
 * so that a restart still opens what was sealed.
 *
 * @param options - `environment` is `NODE_ENV`; `directory` is where a relative
 *   path of the key file begins, usually the working directory; without a
 *   `logger` a missing key file is not made, for a key that the backend does
 *   not know is good for nothing
 * @throws Error that says what to configure; never holds a secret
 */
export async function readKeyRing(options: {
  config: Config;
  environment: string | undefined;
  logger?: LoggerService;
  directory: string;
}): Promise<KeyRing> {
  const { config, environment, logger, directory } = options;
  if (config.has(KEYS)) {
    return parseKeyRing(config.get(KEYS), KEYS);
  }
  if (environment !== 'development' && environment !== 'test') {
    throw new Error(
      `${KEYS} is not configured. Secrets of SSO connections are encrypted with it: ` +
        'make a secret with "openssl rand -base64 32", keep it where you keep other secrets, and set ' +
        'sso.secrets.keys to a list with { id, secret }, for example id: "2026-11", secret: ${SSO_SECRET_KEY}. ' +
        '(Only NODE_ENV development or test goes without.)',
    );
  }
  const file = path.resolve(
    directory,
    config.getOptionalString(KEY_FILE) ?? DEFAULT_KEY_FILE,
  );
  return readKeyFile(file, logger);
}
