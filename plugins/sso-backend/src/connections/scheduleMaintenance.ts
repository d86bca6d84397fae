import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { SsoSettings } from '../config/SsoSettings';
import type { MaintenanceService } from './MaintenanceService';

/** Looks after the SSO connections, on one replica at a time. */
export async function scheduleMaintenance(options: {
  scheduler: SchedulerService;
  maintenance: MaintenanceService;
  settings: SsoSettings;
}): Promise<void> {
  const { scheduler, maintenance, settings } = options;
  await scheduler.scheduleTask({
    id: 'sso-maintain-connections',
    scope: 'global',
    frequency: { milliseconds: settings.maintenanceFrequency },
    initialDelay: { seconds: 30 },
    timeout: { minutes: 30 },
    fn: signal => maintenance.run(signal),
  });
}
