import { useApi } from '@backstage/frontend-plugin-api';
import { Text, TextField } from '@backstage/ui';
import { ssoSelfOperations } from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { ActionDialog } from '../ActionDialog';
import { RecoveryCodesDialog } from './RecoveryCodesDialog';
import { useCodeField } from './useCodeField';

/** Replaces the recovery codes and shows the new ones. */
export function RenewCodes(props: { onDone: () => void; onClose: () => void }) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const [codes, setCodes] = useState<readonly string[]>();
  const field = useCodeField();
  const renew = useSsoAction(() =>
    field.send(async code => {
      const { recoveryCodes } = await ssoApi.call(
        ssoSelfOperations.renewRecoveryCodes,
        { body: { code } },
      );
      setCodes(recoveryCodes);
    }),
  );

  return codes ? (
    <RecoveryCodesDialog
      title={t('myFactor.codesTitle')}
      codes={codes}
      onClose={() => {
        props.onClose();
        props.onDone();
      }}
    />
  ) : (
    <ActionDialog
      title={t('myFactor.renew')}
      submitLabel={t('myFactor.renew')}
      action={renew}
      failures={field.failures}
      onClose={props.onClose}
    >
      <Text as="p">{t('myFactor.renewHelp')}</Text>
      <TextField {...field.control} label={t('myFactor.codeOrRecovery')} />
    </ActionDialog>
  );
}
