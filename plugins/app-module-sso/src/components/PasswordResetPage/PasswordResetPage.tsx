import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { useCallback } from 'react';
import { ssoSignInTranslationRef } from '../../translation';
import { KeyCheck } from '../KeyCheck';
import { SignInHeading } from '../SignInLayout';
import { useSsoClient } from '../SignInPicker/useSsoClient';
import { PasswordResetForm } from './PasswordResetForm';

/** Sets a password with the key of a password link (LOCAL-5). */
export function PasswordResetPage(props: {
  resetKey: string;
  onDone: () => void;
  onLeave: () => void;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const ssoApi = useSsoClient();
  const { resetKey } = props;
  const read = useCallback(
    () =>
      ssoApi.call(ssoPublicOperations.readPasswordReset, {
        body: { key: resetKey },
      }),
    [resetKey, ssoApi],
  );

  return (
    <KeyCheck
      read={read}
      refusedCode="reset-key-invalid"
      loading={t('reset.loading')}
      invalid={{
        title: t('reset.invalidTitle'),
        description: t('reset.invalidDescription'),
      }}
      onLeave={props.onLeave}
    >
      {(reset, onRefused) => (
        <>
          <SignInHeading
            title={t('reset.title')}
            subtitle={t('reset.subtitle')}
          />
          <PasswordResetForm
            resetKey={resetKey}
            {...reset}
            onDone={props.onDone}
            onKeyRefused={onRefused}
          />
        </>
      )}
    </KeyCheck>
  );
}
