import { setTimeout as sleep } from 'node:timers/promises';

export interface RetryOptions {
  readonly isRetryable: (error: unknown) => boolean;
  /** How often to run at most. */
  readonly attempts: number;
  /**
   * Upper bound of the first wait in milliseconds; doubles every time, up to
   * a second.
   */
  readonly baseDelay: number;
}

const MAX_DELAY = 1000;

/**
 * Runs a function again while it fails with a passing error, with growing
 * waits of random length, so that those who collided do not collide again.
 *
 * @throws the error of the last run
 */
export async function retry<T>(
  run: () => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= options.attempts || !options.isRetryable(error)) {
        throw error;
      }
      const bound = options.baseDelay * 2 ** (attempt - 1);
      await sleep((0.5 + Math.random() / 2) * Math.min(bound, MAX_DELAY));
    }
  }
}
