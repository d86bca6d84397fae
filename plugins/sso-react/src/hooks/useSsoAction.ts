import { toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Something that a person sets off, such as a save.
 *
 * @public
 */
export interface SsoAction<TArguments extends unknown[]> {
  /** Runs it. Does nothing while an earlier run is under way. */
  readonly run: (...args: TArguments) => Promise<void>;
  readonly isPending: boolean;
  /** Failure of the newest run. */
  readonly error?: Error;
  /** Forgets the failure. */
  readonly clearError: () => void;
}

/**
 * State of an asynchronous action: pending, failed, done.
 *
 * @public
 */
export function useSsoAction<TArguments extends unknown[]>(
  action: (...args: TArguments) => Promise<void>,
): SsoAction<TArguments> {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<Error>();
  // State arrives with the next render; a double click may come before it.
  const running = useRef(false);
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });

  const run = useCallback(async (...args: TArguments) => {
    if (running.current) {
      return;
    }
    running.current = true;
    setPending(true);
    setError(undefined);
    try {
      await latest.current(...args);
    } catch (caught) {
      setError(toError(caught));
    } finally {
      running.current = false;
      setPending(false);
    }
  }, []);
  const clearError = useCallback(() => setError(undefined), []);

  return { run, isPending, error, clearError };
}
