import { useApi } from '@backstage/frontend-plugin-api';
import { TextField } from '@backstage/ui';
import { SsoMyAccount, ssoSelfOperations } from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useSsoTranslation, useToast } from '../../hooks';
import { ActionDialog, useFields } from '../ActionDialog';

const { updateMyProfile } = ssoSelfOperations;
const autoComplete = {
  displayName: 'name',
  givenName: 'given-name',
  familyName: 'family-name',
} as const;

/** Changes what of the profile is open to the person. */
export function EditMyProfileDialog(props: {
  account: SsoMyAccount;
  onSaved: (account: SsoMyAccount) => void;
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
  });

  const save = useSsoAction(async () => {
    // What is left out stays as it is.
    const body = Object.fromEntries(
      account.editableFields
        .map(name => [name, fields.values[name].trim()] as const)
        .filter(([name, value]) => value !== (account[name] ?? '')),
    );
    if (!fields.check(updateMyProfile.body, body)) {
      return;
    }
    try {
      if (Object.keys(body).length > 0) {
        props.onSaved(await ssoApi.call(updateMyProfile, { body }));
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
      {account.editableFields.map(name => (
        <TextField
          key={name}
          {...fields.bind(name)}
          label={t(`account.${name}`)}
          maxLength={200}
          autoComplete={autoComplete[name]}
        />
      ))}
    </ActionDialog>
  );
}
