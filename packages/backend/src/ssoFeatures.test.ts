import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { createSsoFeatures } from './ssoFeatures';

/** Starts a backend with a plugin and a protocol that record their start. */
async function startWith(argv: string[]) {
  const started: string[] = [];
  const init = async (name: string) => {
    started.push(name);
  };
  const plugin = createBackendPlugin({
    pluginId: 'sso',
    register(reg) {
      reg.registerInit({ deps: {}, init: () => init('sso') });
    },
  });
  const protocol = createBackendModule({
    pluginId: 'sso',
    moduleId: 'protocol',
    register(reg) {
      reg.registerInit({ deps: {}, init: () => init('protocol') });
    },
  });
  const packages = {
    core: [async () => ({ default: plugin })],
    protocols: [async () => ({ default: protocol })],
  };
  await startTestBackend({ features: [createSsoFeatures({ argv, packages })] });
  return started.sort();
}

describe('createSsoFeatures', () => {
  it('CONN-1 adds the plugin and its protocols', async () => {
    await expect(startWith([])).resolves.toEqual(['protocol', 'sso']);
  });

  it('CONN-6 leaves out the protocols when they are disabled', async () => {
    await expect(startWith(['--disablePlugins=true'])).resolves.toEqual([
      'sso',
    ]);
  });

  it('CONN-6 does not start with a switch that it does not understand', async () => {
    await expect(startWith(['--disablePlugins=yes'])).rejects.toThrow(
      "--disablePlugins takes true or false, got 'yes'",
    );
  });
});
