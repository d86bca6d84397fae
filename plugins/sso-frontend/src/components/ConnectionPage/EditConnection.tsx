import { usePermission } from '@backstage/plugin-permission-react';
import { Alert, Text } from '@backstage/ui';
import {
  SsoConnection,
  ssoConnectionUpdatePermission,
  SsoProtocolInfo,
} from '@latchkey/plugin-sso-common';
import { useSsoTranslation } from '../../hooks';
import { ConnectionForm } from '../ConnectionForm';
import { FailedView } from '../StateView';
import { ConflictAlert } from './ConflictAlert';
import { FormActions } from './FormActions';
import { useEditConnection } from './useEditConnection';

/** The form of an SSO connection that exists. */
export function EditConnection(props: {
  connection: SsoConnection;
  protocol: SsoProtocolInfo;
  onChange: (connection: SsoConnection) => void;
}) {
  const t = useSsoTranslation();
  const { connection, protocol } = props;
  const edit = useEditConnection(connection, protocol, props.onChange);
  const { allowed: canUpdate, loading } = usePermission({
    permission: ssoConnectionUpdatePermission,
  });
  const { error } = edit.save;
  const isConflict = error?.name === 'ConflictError';

  return (
    <ConnectionForm
      form={edit.form}
      protocol={protocol}
      savedSecrets={connection.secrets}
      isNew={false}
      onSubmit={() => canUpdate && edit.save.run()}
    >
      {isConflict && (
        <ConflictAlert isPending={edit.isReloading} onReload={edit.reload} />
      )}
      {error && !isConflict && (
        <FailedView title={t('connection.notSaved')} error={error} />
      )}
      {canUpdate && (
        <FormActions
          label={t('connection.save')}
          isPending={edit.save.isPending}
        >
          {edit.form.isChanged && (
            <Text variant="body-small" color="secondary">
              {t('connection.unsaved')}
            </Text>
          )}
        </FormActions>
      )}
      {!canUpdate && !loading && (
        <Alert
          role="status"
          status="info"
          icon
          title={t('connection.readOnly')}
        />
      )}
    </ConnectionForm>
  );
}
