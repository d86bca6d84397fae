import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  ssoAdminOperations,
  SsoConnection,
  SsoProtocolInfo,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useEffect, useRef, useState } from 'react';
import { draftFromConnection, toConnectionInput } from '../../draft';
import { useSsoTranslation, useToast } from '../../hooks';
import { useConnectionDraft } from '../ConnectionForm';

/** Edits an SSO connection and saves it on top of the version it came from. */
export function useEditConnection(
  connection: SsoConnection,
  protocol: SsoProtocolInfo,
  onChange: (connection: SsoConnection) => void,
) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const toast = useToast();
  const [initial] = useState(() => draftFromConnection(connection, protocol));
  const form = useConnectionDraft(initial, protocol);
  const { accept } = form;
  const params = { connectionId: connection.id };

  // Switching on and off makes a new version too; edits go on top of it.
  const known = useRef(connection.version);
  useEffect(() => {
    if (known.current !== connection.version) {
      known.current = connection.version;
      accept(draftFromConnection(connection, protocol), { keepEdits: true });
    }
  }, [accept, connection, protocol]);

  const save = useSsoAction(async () => {
    if (!form.check()) {
      return;
    }
    try {
      const saved = await ssoApi.call(ssoAdminOperations.updateConnection, {
        params,
        body: {
          ...toConnectionInput(form.draft, protocol),
          version: connection.version,
        },
      });
      known.current = saved.version;
      accept(draftFromConnection(saved, protocol), { keepEdits: false });
      onChange(saved);
      toast.success(t('connection.saved', { name: saved.displayName }));
    } catch (error) {
      if (!form.showInputError(error)) {
        throw error;
      }
    }
  });

  const reload = useSsoAction(async () => {
    try {
      onChange(await ssoApi.call(ssoAdminOperations.getConnection, { params }));
      save.clearError();
    } catch (error) {
      toast.failure(t('connection.failed'), toError(error));
    }
  });

  return {
    form,
    save,
    /** Takes over the newest state and puts the edits on top of it. */
    reload: reload.run,
    isReloading: reload.isPending,
  };
}
