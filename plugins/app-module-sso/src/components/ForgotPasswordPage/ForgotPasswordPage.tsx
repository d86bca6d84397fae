import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextField } from '@backstage/ui';
import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { useSsoAction } from '@latchkey/plugin-sso-react';
import { useState } from 'react';
import { ssoSignInTranslationRef } from '../../translation';
import { SignInForm } from '../SignInForm';
import { SignInHeading, SignInMessage } from '../SignInLayout';
import { useSsoClient } from '../SignInPicker/useSsoClient';

/**
 * Has a password link sent. What it says is the same whether the account
 * exists or not (LOCAL-5).
 */
export function ForgotPasswordPage(props: { onLeave: () => void }) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const ssoApi = useSsoClient();
  const [username, setUsername] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const [isSent, setIsSent] = useState(false);
  const isMissing = isChecked && !username.trim();

  const send = useSsoAction(async () => {
    await ssoApi.call(ssoPublicOperations.requestPasswordReset, {
      body: { username },
    });
    setIsSent(true);
  });
  const submit = () => {
    setIsChecked(true);
    if (username.trim()) send.run();
  };
  const back = (
    <Button variant="secondary" size="medium" onPress={props.onLeave}>
      {t('page.toSignIn')}
    </Button>
  );

  if (isSent) {
    return (
      <SignInMessage
        role="status"
        title={t('forgot.sentTitle')}
        description={t('forgot.sentDescription')}
      >
        {back}
      </SignInMessage>
    );
  }
  return (
    <>
      <SignInHeading
        title={t('forgot.title')}
        subtitle={t('forgot.subtitle')}
      />
      <SignInForm
        takesFocus
        action={send}
        failedTitle={t('forgot.failedTitle')}
        submitLabel={t('forgot.submit')}
        onSubmit={submit}
        footer={back}
      >
        <TextField
          name="username"
          size="medium"
          label={t('local.username')}
          value={username}
          onChange={setUsername}
          autoComplete="username"
          spellCheck="false"
          maxLength={320}
          validationBehavior="aria"
          validate={() => (isMissing ? t('local.usernameMissing') : undefined)}
        />
      </SignInForm>
    </>
  );
}
