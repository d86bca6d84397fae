import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  ssoAdminOperations,
  SsoCheckFinding,
  SsoConnection,
  SsoConnectionAction,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useState } from 'react';
import { useSsoTranslation, useToast } from '../../hooks';

/** What an action did. */
export interface ProtocolActionResult {
  readonly action: SsoConnectionAction;
  readonly findings: readonly SsoCheckFinding[];
}

/** Runs actions of the protocol on top of the version that is shown. */
export function useProtocolAction(
  connection: SsoConnection,
  onChange: (connection: SsoConnection) => void,
) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const toast = useToast();
  const [newest, setNewest] = useState<SsoConnectionAction>();
  const [result, setResult] = useState<ProtocolActionResult>();
  const params = { connectionId: connection.id };

  const action = useSsoAction(async (chosen: SsoConnectionAction) => {
    setNewest(chosen);
    setResult(undefined);
    const answer = await ssoApi.call(ssoAdminOperations.runConnectionAction, {
      params: { ...params, actionId: chosen.id },
      body: { version: connection.version },
    });
    setResult({ action: chosen, findings: answer.findings });
    onChange(answer.connection);
  });

  const reload = useSsoAction(async () => {
    try {
      onChange(await ssoApi.call(ssoAdminOperations.getConnection, { params }));
      action.clearError();
    } catch (error) {
      toast.failure(t('connection.failed'), toError(error));
    }
  });

  return {
    run: action.run,
    isPending: action.isPending,
    error: action.error,
    /** The one that runs or ran last. */
    newest,
    result,
    reload: reload.run,
    isReloading: reload.isPending,
  };
}
