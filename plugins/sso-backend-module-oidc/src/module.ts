import { createBackendModule } from '@backstage/backend-plugin-api';
import { ssoProtocolsExtensionPoint } from '@latchkey/plugin-sso-node';
import { OidcProtocol } from './OidcProtocol';

/**
 * Adds OpenID Connect to the `sso` plugin.
 *
 * @public
 */
export const ssoModuleOidc = createBackendModule({
  pluginId: 'sso',
  moduleId: 'oidc',
  register(module) {
    module.registerInit({
      deps: { protocols: ssoProtocolsExtensionPoint },
      async init({ protocols }) {
        protocols.addProtocol(OidcProtocol.create());
      },
    });
  },
});
