import { tabMemory } from './tabMemory';

const SENT_KEY = 'latchkey-override-sent';
/** Who comes back sooner than this without a session would go in circles. */
const LOOP_WINDOW = 60_000;

/**
 * Before a tab is sent to the provider without having been asked to: once in
 * a while only, and never where the tab cannot remember that it was.
 *
 * @returns whether it may go now; that is remembered
 */
export function takeOverrideTurn(now: number = Date.now()): boolean {
  const sent = Number(tabMemory.read(SENT_KEY) ?? 0);
  if (now - sent < LOOP_WINDOW) {
    return false;
  }
  return tabMemory.put(SENT_KEY, String(now));
}

/** A sign-in that worked: the next one is no loop. */
export function endOverrideTurn(): void {
  tabMemory.take(SENT_KEY);
}
