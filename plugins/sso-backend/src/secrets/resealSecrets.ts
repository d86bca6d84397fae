import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  LocatedSecret,
  SecretReplacement,
  SecretRotation,
} from '../stores/SecretRotation';
import type { SecretCipher } from './SecretCipher';

const BATCH_SIZE = 100;

/** What {@link resealSecrets} did. */
export interface ResealResult {
  readonly resealed: number;
  /** Secrets that no key of the ring opens; they were left as they are. */
  readonly unopened: number;
}

/**
 * Seals all stored secrets with the current key that are sealed with another
 * one, and renews their fingerprints with it. Safe to run at any time and on
 * several replicas: a secret that was changed meanwhile is left alone.
 *
 * @param options - `contextOf` tells the context that a secret is sealed for;
 *   `signal` ends the work between two batches
 */
export async function resealSecrets(options: {
  rotation: SecretRotation;
  cipher: SecretCipher;
  contextOf: (connectionId: string, name: string) => string;
  logger: LoggerService;
  signal?: AbortSignal;
  batchSize?: number;
}): Promise<ResealResult> {
  const { rotation, cipher, contextOf, logger, signal } = options;
  const limit = options.batchSize ?? BATCH_SIZE;
  let resealed = 0;
  let unopened = 0;
  let after: LocatedSecret | undefined;
  while (!signal?.aborted) {
    const secrets = await rotation.list({ after, limit });
    const replacements: SecretReplacement[] = [];
    const outdated = secrets.filter(({ sealed }) => cipher.isOutdated(sealed));
    for (const secret of outdated) {
      const context = contextOf(secret.connectionId, secret.name);
      try {
        const plaintext = cipher.open(secret.sealed, context);
        replacements.push({
          before: secret,
          after: {
            sealed: cipher.seal(plaintext, context),
            fingerprint: cipher.fingerprint(plaintext),
          },
        });
      } catch (error) {
        unopened += 1;
        logger.error(
          `The secret ${secret.name} of the SSO connection ${secret.connectionId} does not open; set it again`,
          error as Error,
        );
      }
    }
    if (replacements.length) {
      resealed += await rotation.replace(replacements);
    }
    after = secrets.at(-1);
    if (secrets.length < limit) {
      break;
    }
  }
  return { resealed, unopened };
}
