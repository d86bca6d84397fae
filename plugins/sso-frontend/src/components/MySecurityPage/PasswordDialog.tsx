import { useApi } from '@backstage/frontend-plugin-api';
import { PasswordField, Text } from '@backstage/ui';
import { SsoMyAccount, ssoSelfOperations } from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useSsoTranslation, useToast } from '../../hooks';
import { ActionDialog, useFields } from '../ActionDialog';
import { ProofFields } from './ProofFields';
import { proofCodes, useMyProof } from './useMyProof';

/** Changes the own password. */
export function PasswordDialog(props: {
  account: SsoMyAccount;
  onChanged: (account: SsoMyAccount) => void;
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const toast = useToast();
  const { account, onClose } = props;
  const { passwordMinLength, proofNeeded } = account;
  const fields = useFields({
    currentPassword: '',
    newPassword: '',
    repeated: '',
  });
  const proof = useMyProof(proofNeeded, fields);
  const { newPassword, repeated } = fields.values;

  const hasProblem = () => {
    if (!proof.isGiven()) {
      return true;
    }
    if ([...newPassword].length < passwordMinLength) {
      fields.fail(
        'newPassword',
        t('myPassword.tooShort', { count: passwordMinLength }),
      );
      return true;
    }
    if (newPassword !== repeated) {
      fields.fail('repeated', t('myPassword.different'));
      return true;
    }
    return false;
  };
  const change = useSsoAction(async () => {
    if (hasProblem()) {
      return;
    }
    try {
      props.onChanged(
        await ssoApi.call(ssoSelfOperations.changeMyPassword, {
          body: { ...proof.body, newPassword },
        }),
      );
      toast.success(t('myPassword.done'));
      onClose();
    } catch (error) {
      if (!fields.failWith(error, proofCodes)) {
        throw error;
      }
    }
  });

  return (
    <ActionDialog
      title={
        account.hasPassword ? t('myPassword.change') : t('myPassword.create')
      }
      submitLabel={
        account.hasPassword ? t('myPassword.change') : t('myPassword.create')
      }
      isDisabled={proof.isClosed}
      action={change}
      failures={fields.failures}
      onClose={onClose}
    >
      <ProofFields needed={proofNeeded} bind={fields.bind} />
      {!proof.isClosed && (
        <>
          <PasswordField
            {...fields.bind('newPassword')}
            label={t('myPassword.newPassword')}
            description={t('myPassword.newPasswordHelp', {
              count: passwordMinLength,
            })}
            isRequired
            maxLength={1024}
            autoComplete="new-password"
          />
          <PasswordField
            {...fields.bind('repeated')}
            label={t('myPassword.repeat')}
            isRequired
            maxLength={1024}
            autoComplete="new-password"
          />
          <Text as="p" variant="body-small" color="secondary">
            {t('myPassword.help')}
          </Text>
        </>
      )}
    </ActionDialog>
  );
}
