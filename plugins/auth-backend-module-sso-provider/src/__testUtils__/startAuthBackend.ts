import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { ssoServiceRef } from '@latchkey/plugin-sso-node';
import request from 'supertest';
import { authModuleSsoProvider } from '../module';
import { FakeSsoService } from './FakeSsoService';

// Starting a backend takes long while other tests run.
jest.setTimeout(60_000);

/** Header that our own pages send. */
export const byScript = { 'X-Requested-With': 'XMLHttpRequest' };

/** A cookie as a browser would keep it. */
export interface TestCookie {
  readonly name: string;
  readonly value: string;
  /** Attributes in lower case, as text; flags are `true`. */
  readonly attributes: Record<string, string | true>;
}

/** The cookies that an answer sets. */
export function readCookies(response: request.Response): TestCookie[] {
  const lines = ([] as string[]).concat(response.headers['set-cookie'] ?? []);
  return lines.map(line => {
    const [pair, ...attributes] = line.split('; ');
    const [name, value] = pair.split('=');
    return {
      name,
      value,
      attributes: Object.fromEntries(
        attributes.map(attribute => {
          const [key, text = true] = attribute.split('=');
          return [key.toLocaleLowerCase('en-US'), text];
        }),
      ),
    };
  });
}

/** A real `auth` plugin with the provider and a fake `sso` plugin. */
export async function startAuthBackend(
  options: {
    appUrl?: string;
    backendUrl?: string;
    auth?: JsonObject;
    entities?: Entity[];
  } = {},
) {
  const {
    appUrl = 'http://localhost:3000',
    backendUrl = 'http://localhost:7007',
  } = options;
  const sso = new FakeSsoService();
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const backend = await startTestBackend({
    features: [
      authPlugin,
      authModuleSsoProvider,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: appUrl },
          auth: { providers: { sso: {} }, ...options.auth },
        },
      }),
      createServiceFactory({
        service: coreServices.logger,
        deps: {},
        factory: () => logger,
      }),
      createServiceFactory({
        service: coreServices.discovery,
        deps: {},
        factory: () => ({
          getBaseUrl: async id => `http://sso.internal/api/${id}`,
          getExternalBaseUrl: async id => `${backendUrl}/api/${id}`,
        }),
      }),
      createServiceFactory({
        service: ssoServiceRef,
        deps: {},
        factory: () => sso,
      }),
      catalogServiceMock.factory({ entities: options.entities }),
    ],
  });
  return {
    server: backend.server,
    stop: () => backend.stop(),
    sso,
    logger,
  };
}
