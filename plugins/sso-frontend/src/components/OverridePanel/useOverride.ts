import { useApi } from '@backstage/frontend-plugin-api';
import {
  SsoConnection,
  SsoConnectionOverride,
  ssoOverrideOperations,
} from '@latchkey/plugin-sso-common';
import {
  ssoApiRef,
  useSsoAction,
  useSsoOperation,
} from '@latchkey/plugin-sso-react';
import { useEffect, useRef } from 'react';
import { browser } from '../../browser';
import { useSsoTranslation, useToast } from '../../hooks';
import { usePortalStatus } from '../PortalStatus';

/** Override auth of one SSO connection, and what can be done about it. */
export function useOverride(connection: SsoConnection) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const toast = useToast();
  const portal = usePortalStatus();
  const params = { connectionId: connection.id };
  const { state, reload, setValue } = useSsoOperation(
    ssoOverrideOperations.getConnectionOverride,
    { params },
  );

  // A test counts for the settings that it was made with; it is confirmed in
  // another window.
  const known = useRef(connection);
  useEffect(() => {
    const { version, active } = known.current;
    if (version !== connection.version || active !== connection.active) {
      known.current = connection;
      reload();
    }
  }, [connection, reload]);
  useEffect(() => {
    window.addEventListener('focus', reload);
    return () => window.removeEventListener('focus', reload);
  }, [reload]);

  const accept = (value: SsoConnectionOverride, done: string) => {
    setValue(value);
    portal.reload();
    toast.success(done);
  };

  return {
    state,
    reload,
    test: useSsoAction(async () => {
      const { url } = await ssoApi.call(
        ssoOverrideOperations.beginConnectionTest,
        { params },
      );
      browser.leaveTo(url);
    }),
    /** These throw, for the dialog that asked. */
    arm: async () =>
      accept(
        await ssoApi.call(ssoOverrideOperations.armOverride, { params }),
        t('override.armed'),
      ),
    disarm: async () =>
      accept(
        await ssoApi.call(ssoOverrideOperations.disarmOverride, { params }),
        t('override.disarmed'),
      ),
    confirm: useSsoAction(async () =>
      accept(
        await ssoApi.call(ssoOverrideOperations.confirmOverride, { params }),
        t('override.confirmed'),
      ),
    ),
    /** A pending one has reverted. */
    onReverted: () => {
      reload();
      portal.reload();
    },
  };
}

export type Override = ReturnType<typeof useOverride>;
