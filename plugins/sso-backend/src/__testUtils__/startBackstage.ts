import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBackend } from '@backstage/backend-defaults';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/**
 * Starts a backend like `startTestBackend`, but with the HTTP server of
 * portals: that of the test utilities leaves out what depends on
 * `backend.trustProxy` and `backend.rateLimit`.
 */
export async function startBackstage(options: {
  features: readonly BackendFeature[];
}): Promise<{ server: { port(): number }; stop(): Promise<void> }> {
  const backend = createBackend();
  let server: Server | undefined;
  const features = [
    mockServices.auth.factory(),
    mockServices.scheduler.factory(),
    mockServices.permissionsRegistry.factory(),
    ...options.features,
    rootHttpRouterServiceFactory({
      configure: context => {
        server = context.server;
        context.applyDefaults();
      },
    }),
  ];
  for (const feature of features) {
    backend.add(feature);
  }
  await backend.start();
  const { port } = server?.address() as AddressInfo;
  return { server: { port: () => port }, stop: () => backend.stop() };
}
