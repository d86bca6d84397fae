import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  ssoAdminOperations,
  SsoConnectionSummary,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoOperation } from '@latchkey/plugin-sso-react';
import { useState } from 'react';
import { useSsoTranslation, useToast } from '../../hooks';

/** The list of SSO connections and what can be done right in it. */
export function useConnections() {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  const { state, reload, setValue } = useSsoOperation(
    ssoAdminOperations.listConnections,
  );
  const connections = state.status === 'loaded' ? state.value.connections : [];

  /** Shows the outcome at once and takes it back when the server refuses. */
  const change = async (
    optimistic: SsoConnectionSummary[],
    save: () => Promise<SsoConnectionSummary[]>,
    failure: string,
  ) => {
    setBusy(true);
    setValue({ connections: optimistic });
    try {
      setValue({ connections: await save() });
    } catch (error) {
      setValue({ connections });
      toast.failure(failure, toError(error));
      // Most likely somebody else changed something.
      reload();
    } finally {
      setBusy(false);
    }
  };

  return {
    state,
    reload,
    isBusy,
    setActive: (connection: SsoConnectionSummary, active: boolean) =>
      change(
        connections.map(other =>
          other.id === connection.id ? { ...other, active } : other,
        ),
        async () => {
          const saved = await ssoApi.call(
            ssoAdminOperations.setConnectionActive,
            {
              params: { connectionId: connection.id },
              body: { active, version: connection.version },
            },
          );
          return connections.map(other =>
            other.id === saved.id ? { ...other, ...saved } : other,
          );
        },
        t('connections.activeFailed', { name: connection.displayName }),
      ),
    move: (connection: SsoConnectionSummary, offset: -1 | 1) => {
      const from = connections.findIndex(({ id }) => id === connection.id);
      const ordered = connections.filter(({ id }) => id !== connection.id);
      ordered.splice(from + offset, 0, connection);
      return change(
        ordered,
        async () => {
          const saved = await ssoApi.call(ssoAdminOperations.orderConnections, {
            body: { connectionIds: ordered.map(({ id }) => id) },
          });
          return saved.connections;
        },
        t('connections.orderFailed'),
      );
    },
  };
}
