import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  type SsoSignInResolver,
  ssoSignInResolversExtensionPoint,
} from '@latchkey/plugin-sso-node';

/** A backend module that registers a sign-in resolver, as third parties do. */
export function resolverModule(
  resolver: Pick<SsoSignInResolver, 'name' | 'resolve'>,
) {
  return createBackendModule({
    pluginId: 'sso',
    moduleId: `resolver-${resolver.name.toLocaleLowerCase('en-US')}`,
    register(env) {
      env.registerInit({
        deps: { resolvers: ssoSignInResolversExtensionPoint },
        async init({ resolvers }) {
          resolvers.addResolver({
            title: resolver.name,
            description: 'Of a test.',
            ...resolver,
          });
        },
      });
    },
  });
}

/**
 * A resolver named `pause` that finds nobody, and runs what a test wants to
 * happen in the middle of a sign-in: before anything is written.
 */
export function pauseResolver() {
  const pause = { run: async () => {} };
  const module = resolverModule({
    name: 'pause',
    async resolve(identities) {
      await pause.run();
      return identities.map(() => undefined);
    },
  });
  return { pause, module };
}
