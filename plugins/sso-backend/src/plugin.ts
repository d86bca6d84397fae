import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { ssoPermissions } from '@latchkey/plugin-sso-common';
import {
  assertAddressAllowed,
  createOutboundFetch,
  readOutboundOptions,
  ssoProtocolsExtensionPoint,
  ssoSignInResolversExtensionPoint,
} from '@latchkey/plugin-sso-node';
import { readKeyRing } from './config/readKeyRing';
import { readSsoSettings } from './config/SsoSettings';
import { SYSTEM_ACTOR } from './connections/ConnectionUpkeepService';
import { createInitialConnections } from './connections/createInitialConnections';
import { readInitialConnections } from './connections/readInitialConnections';
import { reportDisabledPlugins } from './connections/reportDisabledPlugins';
import { scheduleMaintenance } from './connections/scheduleMaintenance';
import { createServices } from './createServices';
import { DatabasePersistence } from './database/DatabasePersistence';
import { scheduleEscapeRoutes } from './escapeRoutes/scheduleEscapeRoutes';
import { AdministratorGuard } from './http/AdministratorGuard';
import { createRouter, publicPaths } from './http/createRouter';
import { scheduleHousekeeping } from './housekeeping';
import { NotificationsPasswordMessenger } from './local/NotificationsPasswordMessenger';
import { NamedRegistrations } from './NamedRegistrations';
import { AesGcmSecretCipher } from './secrets/AesGcmSecretCipher';

/**
 * Room for a set-up document of MAX_SETUP_DOCUMENT_LENGTH characters, most of
 * which are ASCII; everything else that providers answer is far smaller.
 */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * The `sso` plugin: SSO connections, accounts, sign-in and sessions.
 *
 * @public
 */
export const ssoPlugin = createBackendPlugin({
  pluginId: 'sso',
  register(env) {
    const protocols = NamedRegistrations.forProtocols();
    const resolvers = NamedRegistrations.forResolvers();
    env.registerExtensionPoint({
      extensionPoint: ssoProtocolsExtensionPoint,
      factory: context => ({
        addProtocol: protocol => protocols.add(protocol, context),
      }),
    });
    env.registerExtensionPoint({
      extensionPoint: ssoSignInResolversExtensionPoint,
      factory: context => ({
        addResolver: resolver => resolvers.add(resolver, context),
      }),
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { config, logger, httpRouter } = deps;
        const settings = await readSsoSettings(deps);
        const { disabledPlugins } = settings;
        const initialConnections = readInitialConnections(config);
        const keyRing = await readKeyRing({
          config,
          logger,
          environment: process.env.NODE_ENV,
          directory: process.cwd(),
        });
        const cipher = AesGcmSecretCipher.create(keyRing);
        const persistence = await DatabasePersistence.create(deps);
        const outbound = readOutboundOptions(config);
        const services = createServices({
          ...deps,
          // Whoever hosts the plugin may have added them all the same.
          protocols: disabledPlugins.all ? [] : protocols.list(),
          additionalResolvers: resolvers.list(),
          persistence,
          cipher,
          keyRing,
          settings,
          messenger: NotificationsPasswordMessenger.create(deps),
          fetch: createOutboundFetch({
            ...outbound,
            maxResponseBytes: MAX_ANSWER_BYTES,
          }),
          assertAddressAllowed: url => assertAddressAllowed(url, outbound),
        });

        deps.permissionsRegistry.addPermissions(ssoPermissions);
        for (const path of publicPaths) {
          httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
        const guard = AdministratorGuard.create({
          ...deps,
          settings,
          accounts: persistence.accounts,
        });
        httpRouter.use(createRouter({ ...deps, services, guard }));

        await scheduleHousekeeping({
          ...deps,
          ...services,
          persistence,
          cipher,
        });
        await scheduleMaintenance({ ...deps, ...services });
        await scheduleEscapeRoutes({ ...deps, ...services });
        await createInitialConnections({
          initialConnections: initialConnections.filter(
            ({ id }) =>
              !disabledPlugins.all &&
              !disabledPlugins.connectionIds.includes(id),
          ),
          connections: persistence.connections,
          editor: services.connectionEditor,
          protocols: services.protocols,
          actor: SYSTEM_ACTOR,
          logger,
        });
        await reportDisabledPlugins({
          settings,
          connections: persistence.connections,
          logger,
        });
        await services.setup.offerLink();
      },
    });
  },
});
