import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { EscapeRouteMonitor } from './EscapeRouteMonitor';
import type { EscapeRouteService } from './EscapeRouteService';

/**
 * Looks after the ways back in, at the start and then every quarter of an
 * hour. On each replica, as replicas may be configured differently.
 */
export async function scheduleEscapeRoutes(options: {
  scheduler: SchedulerService;
  escapeRoutes: Pick<EscapeRouteService, 'check'>;
  metrics: Pick<MetricsService, 'createGauge'>;
  logger: LoggerService;
}): Promise<void> {
  const monitor = EscapeRouteMonitor.create(options);
  await options.scheduler.scheduleTask({
    id: 'sso-check-escape-routes',
    scope: 'local',
    frequency: { minutes: 15 },
    timeout: { minutes: 1 },
    fn: () => monitor.run(),
  });
}
