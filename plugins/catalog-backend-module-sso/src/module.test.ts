import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { ssoServiceRef } from '@latchkey/plugin-sso-node';
import request from 'supertest';
import { FakeDirectory } from './__testUtils__/FakeDirectory';
import catalogModuleSso from './index';

const foreign: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name: 'admin',
    annotations: {
      'backstage.io/managed-by-location': 'other:users',
      'backstage.io/managed-by-origin-location': 'other:users',
    },
  },
  spec: { memberOf: [] },
};

/** A provider that, like some older ones, has no location key. */
const otherProvider = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'other',
  register(reg) {
    reg.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addEntityProvider({
          getProviderName: () => 'other',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: [{ entity: foreign }],
            }),
        });
      },
    });
  },
});

async function until<T>(
  read: () => Promise<T>,
  isGood: (value: T) => boolean,
): Promise<T> {
  let value = await read();
  for (let count = 0; count < 100 && !isGood(value); count += 1) {
    await new Promise(resolve => setTimeout(resolve, 100));
    value = await read();
  }
  return value;
}

// The Catalog takes its time to process and stitch.
jest.setTimeout(60_000);

describe('catalogModuleSso in a real Catalog', () => {
  it('GROUP-6 follows the directory and leaves other entities alone', async () => {
    const directory = new FakeDirectory();
    const events = mockServices.events();
    const scheduler = mockServices.scheduler();
    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        otherProvider,
        catalogModuleSso,
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              rules: [{ allow: ['User', 'Group'] }],
              processingInterval: { seconds: 1 },
            },
          },
        }),
        mockServices.events.mock({
          publish: params => events.publish(params),
          subscribe: options => events.subscribe(options),
        }).factory,
        mockServices.scheduler.mock({
          scheduleTask: task => scheduler.scheduleTask(task),
        }).factory,
        createServiceFactory({
          service: ssoServiceRef,
          deps: {},
          factory: () => directory.service,
        }),
      ],
    });
    const read = async (ref: string): Promise<request.Response> =>
      request(backend.server).get(`/api/catalog/entities/by-name/${ref}`);
    const run = () => scheduler.triggerTask('sso-directory-refresh');
    try {
      await until(
        () => read('user/default/admin'),
        ({ status }) => status === 200,
      );
      // The directory is not up yet.
      directory.failure = new Error('not up yet');
      directory.setGroup('engines', { title: 'Engines' });
      directory.setUser('ada', { memberOf: ['group:default/engines'] });
      directory.setUser('admin', { displayName: 'Evil' });
      await run();
      expect((await read('user/default/ada')).status).toBe(404);

      directory.failure = undefined;
      await run();
      const ada = await until(
        () => read('user/default/ada'),
        ({ body }) => body.relations?.length > 0,
      );
      expect(ada.body).toMatchObject({
        metadata: {
          annotations: {
            'backstage.io/managed-by-location': 'sso:directory',
            'backstage.io/managed-by-origin-location': 'sso:directory',
            'latchkey.dev/account-id': 'account-of-ada',
            'latchkey.dev/source': 'okta',
          },
        },
        relations: [{ type: 'memberOf', targetRef: 'group:default/engines' }],
      });

      directory.now += 5_000;
      directory.setUser('ada', { removed: true });
      directory.setUser('grace', { displayName: 'Grace' });
      await events.publish({ topic: 'sso.directory', eventPayload: {} });
      const grace = await until(
        () => read('user/default/grace'),
        ({ status }) => status === 200,
      );
      expect(grace.body.metadata.title).toBe('Grace');
      const gone = await until(
        () => read('user/default/ada'),
        ({ status }) => status === 404,
      );
      expect(gone.status).toBe(404);

      const admin = await read('user/default/admin');
      expect(admin.body.metadata.annotations).toEqual(
        foreign.metadata.annotations,
      );
      expect(admin.body.metadata.title).toBeUndefined();
    } finally {
      await backend.stop();
    }
  });
});
