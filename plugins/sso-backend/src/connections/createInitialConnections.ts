import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ConnectionStore } from '../stores/ConnectionStore';
import type { ConnectionEditor } from './ConnectionEditor';
import type { ProtocolService } from './ProtocolService';
import type { InitialConnection } from './readInitialConnections';

/**
 * Makes the SSO connections that a portal begins with. One whose id is or was
 * in use is left alone: from then on it belongs to the administrators. One
 * that cannot be made is tried again at the next start.
 */
export async function createInitialConnections(options: {
  initialConnections: readonly InitialConnection[];
  connections: Pick<ConnectionStore, 'lastVersion'>;
  editor: Pick<ConnectionEditor, 'create'>;
  protocols: Pick<ProtocolService, 'propose'>;
  actor: string;
  logger: LoggerService;
}): Promise<void> {
  const { connections, editor, protocols, actor, logger } = options;
  for (const initial of options.initialConnections) {
    const { metadataUrl, ...input } = initial;
    if ((await connections.lastVersion(initial.id)) > 0) continue;
    try {
      const proposed = metadataUrl
        ? await protocols.propose(initial.protocol, { url: metadataUrl })
        : undefined;
      const failed = proposed?.findings.find(
        ({ outcome }) => outcome === 'failed',
      );
      if (failed) {
        throw new Error(`${failed.title}: ${failed.detail ?? failed.code}`);
      }
      await editor.create(
        { ...input, settings: { ...proposed?.settings, ...input.settings } },
        actor,
      );
      logger.info(`Created the SSO connection "${initial.id}" of app-config`);
    } catch (error) {
      // Another replica was quicker.
      if ((error as Error).name === 'ConflictError') continue;
      logger.warn(
        `The SSO connection "${initial.id}" of app-config was not created`,
        error as Error,
      );
    }
  }
}
