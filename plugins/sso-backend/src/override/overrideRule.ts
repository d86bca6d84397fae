import type { SsoOverride } from '@latchkey/plugin-sso-common';
import type { StoredOverride } from '../stores/OverrideStore';

/** Whether it waits to be confirmed, and did not revert meanwhile. */
export function isPending(override: StoredOverride, now: Date): boolean {
  return override.revertsAt !== undefined && override.revertsAt > now;
}

/**
 * Which override counts: the one that waits to be confirmed, else the
 * confirmed one. By the clock alone, so that every replica comes to the same,
 * whenever the expired one is cleared away.
 */
export function inForce(
  overrides: readonly StoredOverride[],
  now: Date,
): StoredOverride | undefined {
  return (
    overrides.find(override => isPending(override, now)) ??
    overrides.find(({ revertsAt }) => revertsAt === undefined)
  );
}

/** How far an override is; of one that is in force. */
export function stateOf({ revertsAt }: StoredOverride): SsoOverride['state'] {
  return revertsAt ? 'pending' : 'confirmed';
}
