import { useApi } from '@backstage/frontend-plugin-api';
import { Text, TextField } from '@backstage/ui';
import { SsoMyAccount, ssoSelfOperations } from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useSsoTranslation, useToast } from '../../hooks';
import { ActionDialog } from '../ActionDialog';
import { useCodeField } from './useCodeField';

/** Turns the second factor off, with a last code of it. */
export function TurnFactorOff(props: {
  onDone: (account: SsoMyAccount) => void;
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const toast = useToast();
  const field = useCodeField();
  const remove = useSsoAction(() =>
    field.send(async code => {
      props.onDone(
        await ssoApi.call(ssoSelfOperations.removeSecondFactor, {
          body: { code },
        }),
      );
      toast.success(t('myFactor.turnedOff'));
      props.onClose();
    }),
  );

  return (
    <ActionDialog
      title={t('myFactor.turnOffLabel')}
      submitLabel={t('myFactor.turnOff')}
      isDestructive
      action={remove}
      failures={field.failures}
      onClose={props.onClose}
    >
      <Text as="p">{t('myFactor.turnOffHelp')}</Text>
      <TextField {...field.control} label={t('myFactor.codeOrRecovery')} />
    </ActionDialog>
  );
}
