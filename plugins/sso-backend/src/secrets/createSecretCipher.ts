import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { readKeyRing } from '../config/readKeyRing';
import { AesGcmSecretCipher } from './AesGcmSecretCipher';
import type { SecretCipher } from './SecretCipher';

/**
 * Makes the cipher of this process from its configuration.
 *
 * @throws Error that says what to configure
 */
export async function createSecretCipher(options: {
  config: Config;
  logger: LoggerService;
}): Promise<SecretCipher> {
  const ring = await readKeyRing({
    ...options,
    environment: process.env.NODE_ENV,
    directory: process.cwd(),
  });
  return AesGcmSecretCipher.create(ring);
}
