import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { SsoSettings } from './config/SsoSettings';
import { secretContext } from './connections/ProtocolContexts';
import { resealSecrets } from './secrets/resealSecrets';
import type { SecretCipher } from './secrets/SecretCipher';
import type { SecretRotation } from './stores/SecretRotation';
import type { SsoPersistence } from './stores/SsoStores';

/** Removes what has expired, and moves secrets to the current key. */
export async function scheduleHousekeeping(options: {
  scheduler: SchedulerService;
  logger: LoggerService;
  persistence: SsoPersistence & { secretRotation: SecretRotation };
  cipher: SecretCipher;
  settings: SsoSettings;
}): Promise<void> {
  const { scheduler, logger, persistence, cipher, settings } = options;

  await scheduler.scheduleTask({
    id: 'sso-remove-expired',
    frequency: { minutes: 10 },
    timeout: { minutes: 5 },
    fn: async () => {
      const now = new Date();
      await persistence.signIns.deleteExpired(now);
      await persistence.replay.deleteExpired(now);
      await persistence.logouts.deleteExpired(now);
      await persistence.sessions.deleteExpired(now);
      await persistence.history.deleteExpired(
        now,
        new Date(now.getTime() - settings.eventRetention),
      );
    },
  });

  await scheduler.scheduleTask({
    id: 'sso-reseal-secrets',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    fn: async signal => {
      const { resealed } = await resealSecrets({
        rotation: persistence.secretRotation,
        cipher,
        contextOf: secretContext,
        logger,
        signal,
      });
      if (resealed > 0) {
        logger.info(`Sealed ${resealed} secrets with the current key`);
      }
    },
  });
}
