import { useApi } from '@backstage/frontend-plugin-api';
import { Text, TextField } from '@backstage/ui';
import { ssoSelfOperations } from '@latchkey/plugin-sso-common';
import { ssoApiRef, useSsoAction } from '@latchkey/plugin-sso-react';
import { QRCodeSVG } from 'qrcode.react';
import { useSsoTranslation } from '../../hooks';
import { ActionDialog } from '../ActionDialog';
import { CopyField } from '../ProviderValues';
import styles from './MySecurityPage.module.css';
import { useCodeField } from './useCodeField';

/** Hands the key to the authenticator, and asks for a code of it. */
export function ConfirmFactorDialog(props: {
  authenticator: { readonly secret: string; readonly uri: string };
  onConfirmed: (recoveryCodes: readonly string[]) => void;
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const { secret, uri } = props.authenticator;
  const field = useCodeField();
  const confirm = useSsoAction(() =>
    field.send(async code => {
      const { recoveryCodes } = await ssoApi.call(
        ssoSelfOperations.confirmSecondFactor,
        { body: { code } },
      );
      props.onConfirmed(recoveryCodes);
    }),
  );

  return (
    <ActionDialog
      title={t('myFactor.turnOnLabel')}
      submitLabel={t('myFactor.turnOn')}
      action={confirm}
      failures={field.failures}
      onClose={props.onClose}
    >
      <Text as="p">{t('myFactor.scan')}</Text>
      {/* Dark on light in every scheme, or apps do not read it. */}
      <div className={styles.qrCode}>
        <QRCodeSVG
          value={uri}
          size={184}
          marginSize={4}
          role="img"
          title={t('myFactor.qrCode')}
        />
      </div>
      <CopyField
        label={t('myFactor.secret')}
        value={secret.replace(/(.{4})(?=.)/g, '$1 ')}
      />
      <TextField
        {...field.control}
        label={t('myFactor.code')}
        description={t('myFactor.codeHelp')}
        inputMode="numeric"
      />
    </ActionDialog>
  );
}
