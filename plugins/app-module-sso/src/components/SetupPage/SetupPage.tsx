import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { useCallback } from 'react';
import { ssoSignInTranslationRef } from '../../translation';
import { KeyCheck } from '../KeyCheck';
import { SignInHeading } from '../SignInLayout';
import { useSsoClient } from '../SignInPicker/useSsoClient';
import { SetupForm } from './SetupForm';

/** Creates the first administrator with the key of a set-up link. */
export function SetupPage(props: {
  setupKey: string;
  onTicket: (ticket: string) => Promise<void>;
  onLeave: () => void;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const ssoApi = useSsoClient();
  const { setupKey } = props;
  const read = useCallback(
    () =>
      ssoApi.call(ssoPublicOperations.readSetup, { body: { key: setupKey } }),
    [setupKey, ssoApi],
  );

  return (
    <KeyCheck
      read={read}
      refusedCode="setup-key-invalid"
      loading={t('setup.loading')}
      invalid={{
        title: t('setup.invalidTitle'),
        description: t('setup.invalidDescription'),
      }}
      onLeave={props.onLeave}
    >
      {(setup, onRefused) => (
        <>
          <SignInHeading
            title={t('setup.title')}
            subtitle={t('setup.subtitle')}
          />
          <SetupForm
            setupKey={setupKey}
            {...setup}
            onTicket={props.onTicket}
            onKeyRefused={onRefused}
          />
        </>
      )}
    </KeyCheck>
  );
}
