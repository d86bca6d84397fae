import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { ssoServiceRef } from '@latchkey/plugin-sso-node';
import { createSsoRouteHandlers } from './createSsoRouteHandlers';

/**
 * Registers the provider `sso` with the `auth` plugin. All SSO connections and
 * the local accounts sign in through it; `auth.providers.sso: {}` mounts it.
 *
 * @public
 */
export const authModuleSsoProvider = createBackendModule({
  pluginId: 'auth',
  moduleId: 'sso-provider',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        sso: ssoServiceRef,
      },
      async init({ providers, config, discovery, sso }) {
        providers.registerProvider({
          providerId: 'sso',
          factory: options =>
            createSsoRouteHandlers({
              ...options,
              sso,
              discovery,
              // Same key and default as the `auth` plugin itself.
              ownershipInToken: !(
                config.getOptionalBoolean(
                  'auth.omitIdentityTokenOwnershipClaim',
                ) ?? true
              ),
            }),
        });
      },
    });
  },
});
