import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Switch } from '@backstage/ui';
import {
  ssoAdminOperations,
  SsoConnection,
  ssoConnectionDeletePermission,
  ssoConnectionUpdatePermission,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { RiDeleteBinLine } from '@remixicon/react';
import { useState } from 'react';
import { useSsoTranslation, useToast } from '../../hooks';
import { DeleteDialog } from './DeleteDialog';

/** Switches an SSO connection on and off, and deletes it. */
export function ConnectionActions(props: {
  connection: SsoConnection;
  onChange: (connection: SsoConnection) => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const toast = useToast();
  const { connection, onChange } = props;
  const name = connection.displayName;
  const [isDeleting, setDeleting] = useState(false);
  const { allowed: canUpdate } = usePermission({
    permission: ssoConnectionUpdatePermission,
  });
  const { allowed: canDelete } = usePermission({
    permission: ssoConnectionDeletePermission,
  });

  const setActive = useSsoAction(async (active: boolean) => {
    try {
      onChange(
        await ssoApi.call(ssoAdminOperations.setConnectionActive, {
          params: { connectionId: connection.id },
          body: { active, version: connection.version },
        }),
      );
      toast.success(
        active
          ? t('connection.switchedOn', { name })
          : t('connection.switchedOff', { name }),
      );
    } catch (error) {
      toast.failure(t('connections.activeFailed', { name }), toError(error));
    }
  });

  return (
    <>
      <Switch
        label={
          connection.active ? t('connections.active') : t('connections.off')
        }
        aria-label={t('connections.switch', { name })}
        isSelected={connection.active}
        isDisabled={!canUpdate || setActive.isPending}
        onChange={setActive.run}
      />
      {canDelete && (
        <Button
          variant="tertiary"
          iconStart={<RiDeleteBinLine aria-hidden="true" />}
          onPress={() => setDeleting(true)}
        >
          {t('delete.open')}
        </Button>
      )}
      {isDeleting && (
        <DeleteDialog
          connection={connection}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}
