import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  SsoOperation,
  SsoOperationResponse,
} from '@latchkey/plugin-sso-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ssoApiRef, type SsoCallInput } from '../api';

/**
 * What a page knows of something that it reads.
 *
 * @public
 */
export type SsoOperationState<TValue> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: Error }
  | { readonly status: 'loaded'; readonly value: TValue };

/**
 * Reads with an operation when the component appears and when the input
 * changes. `reload` reads again and keeps showing the old value meanwhile;
 * `setValue` puts in what another operation answered.
 *
 * @public
 */
export function useSsoOperation<TOperation extends SsoOperation>(
  operation: TOperation,
  ...args: SsoCallInput<TOperation>
): {
  state: SsoOperationState<SsoOperationResponse<TOperation>>;
  reload: () => void;
  setValue: (value: SsoOperationResponse<TOperation>) => void;
} {
  type Value = SsoOperationResponse<TOperation>;
  const ssoApi = useApi(ssoApiRef);
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify([operation.operationId, args]);
  const [result, setResult] = useState<{
    key: string;
    state: SsoOperationState<Value>;
  }>({ key, state: { status: 'loading' } });

  // The key stands for both, which are new objects with each render.
  const latest = useRef({ operation, args });
  useEffect(() => {
    latest.current = { operation, args };
  });

  useEffect(() => {
    let current = true;
    const finish = (state: SsoOperationState<Value>) => {
      if (current) {
        setResult({ key, state });
      }
    };
    const { operation: newest, args: input } = latest.current;
    ssoApi.call(newest, ...input).then(
      value => finish({ status: 'loaded', value }),
      error => finish({ status: 'failed', error: toError(error) }),
    );
    return () => {
      current = false;
    };
  }, [ssoApi, key, attempt]);

  const reload = useCallback(() => {
    setResult(previous =>
      previous.state.status === 'failed'
        ? { ...previous, state: { status: 'loading' } }
        : previous,
    );
    setAttempt(previous => previous + 1);
  }, []);
  const setValue = useCallback(
    (value: Value) => setResult({ key, state: { status: 'loaded', value } }),
    [key],
  );

  return {
    state: result.key === key ? result.state : { status: 'loading' },
    reload,
    setValue,
  };
}
