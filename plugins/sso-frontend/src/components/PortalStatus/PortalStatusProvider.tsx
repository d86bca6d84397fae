import { ssoOverrideOperations } from '@latchkey/plugin-sso-common';
import { useSsoOperation } from '@latchkey/plugin-sso-react';
import { ReactNode, useEffect, useMemo } from 'react';
import { PortalStatusContext } from './PortalStatusContext';

/** Reads the state of the portal for the page within. */
export function PortalStatusProvider(props: { children: ReactNode }) {
  const { state, reload } = useSsoOperation(
    ssoOverrideOperations.getPortalStatus,
  );
  const value = useMemo(
    () => ({
      status: state.status === 'loaded' ? state.value : undefined,
      error: state.status === 'failed' ? state.error : undefined,
      reload,
    }),
    [state, reload],
  );

  // Override auth is confirmed in another window.
  useEffect(() => {
    window.addEventListener('focus', reload);
    return () => window.removeEventListener('focus', reload);
  }, [reload]);

  return (
    <PortalStatusContext.Provider value={value}>
      {props.children}
    </PortalStatusContext.Provider>
  );
}
