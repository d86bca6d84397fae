import { createBackendModule } from '@backstage/backend-plugin-api';
import { ssoProtocolsExtensionPoint } from '@latchkey/plugin-sso-node';
import { SamlProtocol } from './SamlProtocol';

/**
 * Adds SAML 2.0 to the `sso` plugin.
 *
 * @public
 */
export const ssoModuleSaml = createBackendModule({
  pluginId: 'sso',
  moduleId: 'saml',
  register(module) {
    module.registerInit({
      deps: { protocols: ssoProtocolsExtensionPoint },
      async init({ protocols }) {
        protocols.addProtocol(SamlProtocol.create());
      },
    });
  },
});
