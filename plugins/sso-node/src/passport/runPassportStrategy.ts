import {
  createPassportRequest,
  PassportRequest,
} from './createPassportRequest';
import { createResponseCapture } from './createResponseCapture';
import type { PassportOutcome } from './PassportOutcome';

/**
 * What every passport strategy has, however its types are declared.
 *
 * @public
 */
export interface PassportStrategy {
  readonly authenticate: (...given: never[]) => unknown;
}

const MAX_MILLISECONDS = 60_000;

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/**
 * Runs one passport strategy against one request and tells how it ended.
 * The strategy itself is not touched: like passport, this works on an object
 * that inherits from it, so one strategy may serve many requests at once.
 * (Therefore a strategy cannot use `#private` fields in `authenticate`.)
 *
 * Never rejects: what the strategy throws becomes the outcome `error`, also
 * when it has not ended within a minute.
 *
 * @param strategy - any passport strategy
 * @param request - what the strategy gets to see; its `session` is changed
 * @param options - handed on to the strategy's `authenticate`
 * @public
 */
export async function runPassportStrategy(
  strategy: PassportStrategy,
  request: PassportRequest,
  options: object = {},
): Promise<PassportOutcome> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<PassportOutcome>(resolve => {
      const failed = (error: unknown) =>
        resolve({ kind: 'error', error: toError(error) });
      timer = setTimeout(
        () => failed(new Error('The passport strategy did not end in time')),
        MAX_MILLISECONDS,
      );
      const running = Object.assign(Object.create(strategy), {
        success: (user: unknown, info?: unknown) =>
          resolve({ kind: 'success', user, info }),
        redirect: (location: string, status = 302) =>
          resolve({ kind: 'redirect', location, status }),
        fail: (challenge?: unknown, status?: number) =>
          typeof challenge === 'number'
            ? resolve({ kind: 'fail', challenge: undefined, status: challenge })
            : resolve({ kind: 'fail', challenge, status: status ?? 401 }),
        pass: () => resolve({ kind: 'pass' }),
        error: failed,
      });
      const response = createResponseCapture(resolve);
      // Some strategies are async although their type does not say so.
      Promise.resolve()
        .then(() =>
          Reflect.apply(strategy.authenticate, running, [
            createPassportRequest(request, response),
            options,
          ]),
        )
        .catch(failed);
    });
  } finally {
    clearTimeout(timer);
  }
}
