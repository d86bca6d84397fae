import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { ssoServiceRef } from '@latchkey/plugin-sso-node';
import { SsoDirectoryEntityProvider } from './SsoDirectoryEntityProvider';

/**
 * Keeps a `User` entity for every account and a `Group` entity for every group
 * of the `sso` plugin.
 *
 * @public
 */
export const catalogModuleSso = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'sso',
  register(reg) {
    reg.registerInit({
      deps: {
        processing: catalogProcessingExtensionPoint,
        catalog: catalogServiceRef,
        sso: ssoServiceRef,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ processing, config, ...services }) {
        processing.addEntityProvider(
          SsoDirectoryEntityProvider.fromConfig(config, services),
        );
      },
    });
  },
});
