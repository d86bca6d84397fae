import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

/** How often the Catalog follows the directory. */
export interface Intervals {
  /** Between looks at what changed. */
  readonly refresh: HumanDuration;
  /** Between comparisons of everything. */
  readonly fullRefresh: HumanDuration;
}

function read(
  config: Config,
  key: string,
  preset: HumanDuration,
): HumanDuration {
  const duration = config.has(key)
    ? readDurationFromConfig(config, { key })
    : preset;
  if (durationToMilliseconds(duration) < 1_000) {
    throw new InputError(`${key} has to be at least one second`);
  }
  return duration;
}

/**
 * Reads `sso.catalog`.
 *
 * @throws InputError naming the key that is too short.
 */
export function readIntervals(config: Config): Intervals {
  return {
    refresh: read(config, 'sso.catalog.refreshInterval', { seconds: 10 }),
    fullRefresh: read(config, 'sso.catalog.fullRefreshInterval', { hours: 1 }),
  };
}
