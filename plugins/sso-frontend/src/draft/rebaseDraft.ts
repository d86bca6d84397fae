import type { ConnectionDraft } from './ConnectionDraft';

/**
 * Puts the edits that somebody made on `base` onto a newer state: a value that
 * they changed stays as they have it, every other one is the newer.
 */
export function rebaseDraft(
  base: ConnectionDraft,
  mine: ConnectionDraft,
  newer: ConnectionDraft,
): ConnectionDraft {
  return {
    ...rebaseValues(base, mine, newer),
    settings: rebaseValues(base.settings, mine.settings, newer.settings),
    secrets: mine.secrets,
    policy: rebaseValues(base.policy, mine.policy, newer.policy),
  };
}

function rebaseValues<TValues extends object>(
  base: TValues,
  mine: TValues,
  newer: TValues,
): TValues {
  const result = { ...newer };
  for (const key of Object.keys({ ...base, ...mine }) as (keyof TValues)[]) {
    if (JSON.stringify(mine[key]) !== JSON.stringify(base[key])) {
      result[key] = mine[key];
    }
  }
  return result;
}
