import type { Config } from '@backstage/config';
import { ConfigSources } from '@backstage/config-loader';

/**
 * Reads the configuration as the backend does: the files, or app-config.yaml
 * and app-config.local.yaml, and the environment.
 */
export async function loadCliConfig(files: readonly string[]): Promise<Config> {
  const config = await ConfigSources.toConfig(
    ConfigSources.default({
      argv: files.flatMap(file => ['--config', file]),
      watch: false,
    }),
  );
  config.close();
  return config;
}
