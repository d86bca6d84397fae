import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  LocatedSecret,
  SecretPlace,
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

interface RotationOptions {
  readonly rotation: SecretRotation;
  readonly cipher: SecretCipher;
  readonly contextOf: (place: SecretPlace) => string;
  readonly logger: LoggerService;
  readonly signal?: AbortSignal;
  readonly batchSize?: number;
}

/**
 * Seals all stored secrets with the current key that are sealed with another
 * one, and renews their fingerprints with it. Safe to run at any time and on
 * several replicas: a secret that was changed meanwhile is left alone.
 *
 * @param options - `contextOf` tells the context that a secret is sealed for;
 *   `signal` ends the work between two batches
 */
export async function resealSecrets({
  rotations,
  ...options
}: Omit<RotationOptions, 'rotation'> & {
  rotations: readonly SecretRotation[];
}): Promise<ResealResult> {
  let resealed = 0;
  let unopened = 0;
  for (const rotation of rotations) {
    const result = await resealKind({ ...options, rotation });
    resealed += result.resealed;
    unopened += result.unopened;
  }
  return { resealed, unopened };
}

async function resealKind(options: RotationOptions): Promise<ResealResult> {
  const { rotation, cipher, contextOf, logger, signal } = options;
  const limit = options.batchSize ?? BATCH_SIZE;
  let resealed = 0;
  let unopened = 0;
  let after: SecretPlace | undefined;
  while (!signal?.aborted) {
    const secrets = await rotation.list({ after, limit });
    const replacements: SecretReplacement[] = [];
    const outdated = secrets.filter(({ sealed }) => cipher.isOutdated(sealed));
    for (const secret of outdated) {
      const context = contextOf(secret.place);
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
          `The ${nameOf(secret)} does not open; set it again`,
          error as Error,
        );
      }
    }
    if (replacements.length) {
      resealed += await rotation.replace(replacements);
    }
    after = secrets.at(-1)?.place;
    if (secrets.length < limit) {
      break;
    }
  }
  return { resealed, unopened };
}

function nameOf({ place }: LocatedSecret): string {
  return place.kind === 'connection'
    ? `secret ${place.name} of the SSO connection ${place.connectionId}`
    : `second factor of the account ${place.accountId}`;
}
