import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/**
 * Reads a duration.
 *
 * @throws InputError naming the key when it is out of range
 */
export function readMilliseconds(
  config: Config,
  key: string,
  fallback: number,
  range: { min: number; max: number },
): number {
  if (!config.has(key)) {
    return fallback;
  }
  const duration: HumanDuration = readDurationFromConfig(config, { key });
  const value = durationToMilliseconds(duration);
  if (value < range.min || value > range.max) {
    throw new InputError(
      `${key} has to be between ${range.min / MINUTE} and ${
        range.max / MINUTE
      } minutes`,
    );
  }
  return value;
}

/** @throws InputError naming the key when it is no whole number in range */
export function readWholeNumber(
  config: Config,
  key: string,
  fallback: number,
  range: { min: number; max: number },
): number {
  const value = config.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < range.min || value > range.max) {
    throw new InputError(
      `${key} has to be a whole number between ${range.min} and ${range.max}`,
    );
  }
  return value;
}
