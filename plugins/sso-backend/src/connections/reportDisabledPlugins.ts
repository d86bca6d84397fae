import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SsoSettings } from '../config/SsoSettings';
import type { ConnectionStore } from '../stores/ConnectionStore';

const WAY_BACK =
  'Nothing in the database is changed. Restart without --disablePlugins, SSO_DISABLE_PLUGINS and sso.disablePlugins to have it back.';

/**
 * Says in the log what the backend was started without, so that nobody leaves
 * it like that by mistake, and names what does not exist.
 */
export async function reportDisabledPlugins(options: {
  settings: Pick<SsoSettings, 'disabledPlugins' | 'localSignIn'>;
  connections: Pick<ConnectionStore, 'list'>;
  logger: LoggerService;
}): Promise<void> {
  const { settings, connections, logger } = options;
  const { all, connectionIds } = settings.disabledPlugins;
  if (all) {
    logger.warn(
      `STARTED WITHOUT SSO: no protocol is used, only local sign-in is left. ${WAY_BACK}`,
    );
    if (!settings.localSignIn) {
      logger.warn(
        'Local sign-in is off as well, so only recovery links let anybody in: run "sso recovery-link" (or set sso.local.enabled: true)',
      );
    }
    return;
  }
  if (connectionIds.length === 0) return;

  const existing = (await connections.list()).map(({ id }) => id);
  const skipped = connectionIds.filter(id => existing.includes(id));
  const unknown = connectionIds.filter(id => !existing.includes(id));
  if (skipped.length > 0) {
    logger.warn(
      `STARTED WITHOUT THE SSO CONNECTIONS ${quote(skipped)}. ${WAY_BACK}`,
    );
  }
  if (unknown.length > 0) {
    logger.warn(
      `Asked to skip SSO connections that do not exist: ${quote(
        unknown,
      )}. There are: ${quote(existing) || 'none'}`,
    );
  }
}

function quote(ids: readonly string[]): string {
  return ids.map(id => `"${id}"`).join(', ');
}
