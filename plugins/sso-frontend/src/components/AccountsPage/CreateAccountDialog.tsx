import { useApi } from '@backstage/frontend-plugin-api';
import { Text, TextField } from '@backstage/ui';
import {
  ssoAccountOperations,
  SsoOperationResponse,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useSsoTranslation } from '../../hooks';
import { ActionDialog, useFields } from '../ActionDialog';

const { createAccount } = ssoAccountOperations;

/** What a new local account needs. */
export function CreateAccountDialog(props: {
  onCreated: (created: SsoOperationResponse<typeof createAccount>) => void;
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const fields = useFields({ username: '', displayName: '', email: '' });

  const create = useSsoAction(async () => {
    const body = {
      username: fields.values.username.trim(),
      displayName: fields.values.displayName.trim() || undefined,
      email: fields.values.email.trim() || undefined,
    };
    if (!fields.check(createAccount.body, body)) {
      return;
    }
    try {
      props.onCreated(await ssoApi.call(createAccount, { body }));
    } catch (error) {
      if (!fields.failWith(error)) {
        throw error;
      }
    }
  });

  return (
    <ActionDialog
      title={t('accountCreate.title')}
      submitLabel={t('accountCreate.submit')}
      action={create}
      failures={fields.failures}
      onClose={props.onClose}
    >
      <Text as="p">{t('accountCreate.description')}</Text>
      <TextField
        {...fields.bind('username')}
        label={t('accountCreate.username')}
        description={t('accountCreate.usernameHelp')}
        isRequired
        maxLength={63}
        autoComplete="off"
      />
      <TextField
        {...fields.bind('displayName')}
        label={t('accountCreate.displayName')}
        maxLength={200}
        autoComplete="off"
      />
      <TextField
        {...fields.bind('email')}
        label={t('accountCreate.email')}
        type="email"
        maxLength={320}
        autoComplete="off"
      />
    </ActionDialog>
  );
}
