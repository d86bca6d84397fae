import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { ssoAdminOperations, SsoInspection } from '@latchkey/plugin-sso-common';
import { ssoApiRef } from '@latchkey/plugin-sso-react';
import { useEffect, useRef, useState } from 'react';

/** How long a person pauses before the server is asked, in milliseconds. */
const PAUSE_MS = 400;

/** What the newest answer says about the value that it was asked about. */
export interface InspectionState {
  readonly value: string;
  readonly inspections: readonly SsoInspection[];
  readonly error?: Error;
}

/**
 * Asks the protocol what a value is: at once for the one that is there, then
 * after each pause in typing. A value that is typed over is asked about no
 * more.
 */
export function useInspections(options: {
  protocolId: string;
  name: string;
  /** Blank ones are not asked about. */
  value: string;
  isEnabled: boolean;
}): InspectionState | undefined {
  const { protocolId, name, isEnabled } = options;
  const value = options.value.trim();
  const ssoApi = useApi(ssoApiRef);
  const [state, setState] = useState<InspectionState>();
  const isFirst = useRef(true);

  useEffect(() => {
    if (!isEnabled) {
      return undefined;
    }
    const pause = isFirst.current ? 0 : PAUSE_MS;
    isFirst.current = false;
    if (!value) {
      setState(undefined);
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const finish = (answer: Omit<InspectionState, 'value'>) => {
      if (!signal.aborted) {
        setState({ value, ...answer });
      }
    };
    const timer = setTimeout(() => {
      ssoApi
        .call(ssoAdminOperations.inspectSetting, {
          params: { protocolId },
          body: { name, value },
          signal,
        })
        .then(finish, error =>
          finish({ inspections: [], error: toError(error) }),
        );
    }, pause);

    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [ssoApi, protocolId, name, value, isEnabled]);

  return state;
}
