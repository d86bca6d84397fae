import {
  type BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import authModuleSso from '@latchkey/plugin-auth-backend-module-sso-provider';
import oidcModule from '@latchkey/plugin-sso-backend-module-oidc';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { ssoPlugin } from '../plugin';
import { acceptRealTokens } from './acceptRealTokens';
import { PortalClient } from './PortalClient';
import { startBackstage } from './startBackstage';

export const APP_URL = 'http://localhost:3000';
export const ADMINISTRATOR = 'user:default/admin';

/** A running portal of a test: the plugins `sso` and `auth` with OIDC. */
export interface TestPortal {
  /** `http://localhost:<port>/api` of this very replica. */
  readonly apiUrl: string;
  /** Everything the portal logged, a line each. */
  readonly log: readonly string[];
  /** Calls the admin API as the administrator. */
  readonly admin: PortalClient;
  /** Calls as another signed-in user. */
  readonly member: PortalClient;
  readonly anonymous: PortalClient;
  /** Calls as the user with an entity reference. */
  readonly user: (entityRef: string) => PortalClient;
  readonly service: (pluginId: string) => PortalClient;
  /** Calls with a Backstage token that `/refresh` has handed out. */
  readonly signedIn: (token: string) => PortalClient;
  stop(): Promise<void>;
}

/**
 * Starts a portal on a free port.
 *
 * @param options.knex - database of the `sso` plugin; two portals with the
 *   same one are two replicas
 */
export async function startTestPortal(options: {
  databases: TestDatabases;
  knex: Knex;
  catalog?: CatalogService;
  config?: JsonObject;
  permissionsEnabled?: boolean;
  /** Further backend modules. */
  features?: readonly BackendFeature[];
  /** The address that people use, when this is a replica behind it. */
  externalApiUrl?: string;
  /** With Backstage's own HTTP server; needs `externalApiUrl`. */
  backstageHttp?: boolean;
}): Promise<TestPortal> {
  const log: string[] = [];
  const permissionsEnabled = options.permissionsEnabled ?? true;
  let ownApiUrl = '';
  const startBackend = options.backstageHttp
    ? startBackstage
    : startTestBackend;
  const backend = await startBackend({
    features: [
      authPlugin,
      authModuleSso,
      ssoPlugin,
      oidcModule,
      ...(options.features ?? []),
      ...(options.externalApiUrl
        ? [replicaDiscovery(options.externalApiUrl, () => ownApiUrl)]
        : []),
      pluginDatabases(options.databases, options.knex),
      captureLog(log),
      acceptRealTokens(() => [ownApiUrl, options.externalApiUrl ?? ownApiUrl]),
      permissionPolicy(),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => options.catalog ?? catalogServiceMock({ entities: [] }),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: APP_URL },
          backend: {
            baseUrl: 'http://localhost:7007',
            listen: { host: 'localhost', port: 0 },
            ...(options.config?.backend as JsonObject | undefined),
          },
          auth: { providers: { sso: {} } },
          permission: { enabled: permissionsEnabled },
          sso: {
            administrators: [ADMINISTRATOR],
            secrets: {
              keys: [
                { id: 'test', secret: 'a key for tests, 32 characters..' },
              ],
            },
            outbound: { allow: ['localhost'], allowHttp: true },
            ...(options.config?.sso as JsonObject | undefined),
          },
        },
      }),
    ],
  });
  const apiUrl = `http://localhost:${backend.server.port()}/api`;
  ownApiUrl = apiUrl;
  const client = (authorization?: string) =>
    PortalClient.create(`${apiUrl}/sso`, authorization);
  return {
    apiUrl,
    log,
    stop: () => backend.stop(),
    admin: client(mockCredentials.user.header(ADMINISTRATOR)),
    member: client(mockCredentials.user.header('user:default/member')),
    anonymous: client(mockCredentials.none.header()),
    user: entityRef => client(mockCredentials.user.header(entityRef)),
    signedIn: token => client(`Bearer ${token}`),
    service: pluginId =>
      client(
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service(`plugin:${pluginId}`),
          targetPluginId: 'sso',
        }),
      ),
  };
}

/** Inside, a replica calls itself; to the outside it has a common address. */
function replicaDiscovery(externalApiUrl: string, ownApiUrl: () => string) {
  return createServiceFactory({
    service: coreServices.discovery,
    deps: {},
    factory: () => ({
      getBaseUrl: async pluginId => `${ownApiUrl()}/${pluginId}`,
      getExternalBaseUrl: async pluginId => `${externalApiUrl}/${pluginId}`,
    }),
  });
}

/** The given database for `sso`, a new one for each other plugin. */
function pluginDatabases(databases: TestDatabases, knex: Knex) {
  return createServiceFactory({
    service: coreServices.database,
    deps: { plugin: coreServices.pluginMetadata },
    factory: async ({ plugin }) =>
      mockServices.database({
        knex:
          plugin.getId() === 'sso' ? knex : await databases.init('SQLITE_3'),
      }),
  });
}

/** The administrator may everything, nobody else anything. */
function permissionPolicy() {
  return createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () =>
      mockServices.permissions.mock({
        authorize: async (requests, { credentials }) =>
          requests.map(() => ({
            result:
              (credentials.principal as { userEntityRef?: string })
                .userEntityRef === ADMINISTRATOR
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          })),
      }),
  });
}

function captureLog(log: string[]) {
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => {
      const write =
        (level: string) =>
        (message: string, meta?: unknown): void => {
          const cause =
            meta instanceof Error ? meta.stack : JSON.stringify(meta ?? {});
          log.push(`${level} ${message} ${cause}`);
        };
      const logger = {
        error: write('error'),
        warn: write('warn'),
        info: write('info'),
        debug: write('debug'),
        child: () => logger,
      };
      return logger;
    },
  });
}
