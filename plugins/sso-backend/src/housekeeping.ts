import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { SsoSettings } from './config/SsoSettings';
import type { OverrideReversion } from './override/OverrideReversion';
import { contextOfPlace } from './secrets/contextOfPlace';
import { resealSecrets } from './secrets/resealSecrets';
import type { SecretCipher } from './secrets/SecretCipher';
import type { SecretRotation } from './stores/SecretRotation';
import type { SsoPersistence } from './stores/SsoStores';

/**
 * Messages stay refused for longer than they are good, in milliseconds: the
 * clocks of replicas differ, and an administrator may raise the tolerance.
 */
const REPLAY_MARGIN = 10 * 60_000;

/**
 * Everybody can be refused, and each refusal leaves a trace and a line of the
 * history: without a limit, they could fill the disk.
 */
const MAX_REFUSALS = 50_000;

/** Removes what has expired, and moves secrets to the current key. */
export async function scheduleHousekeeping(options: {
  scheduler: SchedulerService;
  logger: LoggerService;
  persistence: SsoPersistence & {
    secretRotations: readonly SecretRotation[];
  };
  cipher: SecretCipher;
  settings: SsoSettings;
  overrideReversion: Pick<OverrideReversion, 'run'>;
}): Promise<void> {
  const { scheduler, logger, persistence, cipher, settings } = options;

  await scheduler.scheduleTask({
    id: 'sso-remove-expired',
    frequency: { minutes: 10 },
    timeout: { minutes: 5 },
    fn: async () => {
      const now = new Date();
      await persistence.signIns.deleteExpired(now);
      await persistence.replay.deleteExpired(
        new Date(now.getTime() - REPLAY_MARGIN),
      );
      await persistence.logouts.deleteExpired(now);
      await persistence.pending.deleteExpired(now);
      await persistence.attempts.deleteExpired(now);
      await persistence.sessions.deleteExpired(now);
      await persistence.history.deleteExpired(
        now,
        new Date(now.getTime() - settings.eventRetention),
      );
      await persistence.history.limitTraces(MAX_REFUSALS);
      await persistence.history.limitRefusals(MAX_REFUSALS);
      await options.overrideReversion.run();
    },
  });

  await scheduler.scheduleTask({
    id: 'sso-reseal-secrets',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    fn: async signal => {
      const { resealed } = await resealSecrets({
        rotations: persistence.secretRotations,
        cipher,
        contextOf: contextOfPlace,
        logger,
        signal,
      });
      if (resealed > 0) {
        logger.info(`Sealed ${resealed} secrets with the current key`);
      }
    },
  });
}
