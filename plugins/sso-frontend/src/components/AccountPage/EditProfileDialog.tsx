import { useApi } from '@backstage/frontend-plugin-api';
import { TextField } from '@backstage/ui';
import { SsoAccount, ssoAccountOperations } from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useSsoTranslation, useToast } from '../../hooks';
import { ActionDialog, useFields } from '../ActionDialog';

const names = ['displayName', 'givenName', 'familyName', 'email'] as const;
const { updateAccount } = ssoAccountOperations;

/** Changes what is known of the person. */
export function EditProfileDialog(props: {
  account: SsoAccount;
  onSaved: (account: SsoAccount) => void;
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const toast = useToast();
  const { account, onClose } = props;
  const fields = useFields({
    displayName: account.displayName ?? '',
    givenName: account.givenName ?? '',
    familyName: account.familyName ?? '',
    email: account.email ?? '',
  });

  const save = useSsoAction(async () => {
    // What is left out stays as it is.
    const body = Object.fromEntries(
      names
        .map(name => [name, fields.values[name].trim()] as const)
        .filter(([name, value]) => value !== (account[name] ?? '')),
    );
    if (!fields.check(updateAccount.body, body)) {
      return;
    }
    try {
      if (Object.keys(body).length > 0) {
        const params = { accountId: account.id };
        props.onSaved(await ssoApi.call(updateAccount, { params, body }));
        toast.success(t('account.saved'));
      }
      onClose();
    } catch (error) {
      if (!fields.failWith(error)) {
        throw error;
      }
    }
  });

  return (
    <ActionDialog
      title={t('account.edit')}
      submitLabel={t('account.save')}
      action={save}
      failures={fields.failures}
      onClose={onClose}
    >
      {names.map(name => (
        <TextField
          key={name}
          {...fields.bind(name)}
          label={t(`account.${name}`)}
          type={name === 'email' ? 'email' : 'text'}
          maxLength={name === 'email' ? 320 : 200}
          autoComplete="off"
        />
      ))}
    </ActionDialog>
  );
}
