import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { ssoProtocolsExtensionPoint } from '@latchkey/plugin-sso-node';
import ssoModuleSaml from '.';

describe('ssoModuleSaml', () => {
  it('registers the protocol', async () => {
    const addProtocol = jest.fn();
    const backend = await startTestBackend({
      features: [
        createBackendPlugin({
          pluginId: 'sso',
          register(plugin) {
            plugin.registerExtensionPoint(ssoProtocolsExtensionPoint, {
              addProtocol,
            });
            plugin.registerInit({ deps: {}, async init() {} });
          },
        }),
        ssoModuleSaml,
      ],
    });
    await backend.stop();
    expect(addProtocol).toHaveBeenCalledTimes(1);
    expect(addProtocol).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'saml', title: 'SAML 2.0' }),
    );
  });
});
