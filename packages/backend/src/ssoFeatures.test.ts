import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createSsoFeatures } from './ssoFeatures';

/** Starts a backend with a plugin and a protocol that record their start. */
async function startWith(
  args: string[],
  sso: { disablePlugins?: boolean } = {},
) {
  const happened: string[] = [];
  const init = async (name: string) => {
    happened.push(`${name} started`);
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
    protocols: [
      async () => {
        happened.push('protocol loaded');
        return { default: protocol };
      },
    ],
  };
  const argv = ['/usr/bin/node', '/portal/packages/backend', ...args];
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: { sso } }),
      createSsoFeatures({ argv, packages }),
    ],
  });
  await backend.stop();
  return happened.sort();
}

const everything = ['protocol loaded', 'protocol started', 'sso started'];

describe('createSsoFeatures', () => {
  afterEach(() => {
    delete process.env.SSO_DISABLE_PLUGINS;
  });

  it('CONN-1 adds the plugin and its protocols', async () => {
    expect(await startWith([])).toEqual(everything);
  });

  it('CONN-6 does not even load the protocols when all are disabled', async () => {
    expect(await startWith(['--disablePlugins=true'])).toEqual(['sso started']);
    expect(await startWith([], { disablePlugins: true })).toEqual([
      'sso started',
    ]);
    process.env.SSO_DISABLE_PLUGINS = 'true';
    expect(await startWith([])).toEqual(['sso started']);
    expect(await startWith(['--disablePlugins=false'])).toEqual(everything);
  });

  it('CONN-6 loads the protocols when single SSO connections are disabled', async () => {
    expect(await startWith(['--disablePlugins=okta'])).toEqual(everything);
  });

  it('CONN-6 does not start with a switch that it does not understand', async () => {
    await expect(startWith(['--disablePlugins=yes'])).rejects.toThrow(
      "--disablePlugins takes true, false or ids of SSO connections with commas between them, got 'yes'",
    );
    await expect(startWith(['--disableplugins=true'])).rejects.toThrow(
      'Did you mean --disablePlugins?',
    );
  });
});
