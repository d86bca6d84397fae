import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, PasswordField, TextField } from '@backstage/ui';
import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { useSsoAction } from '@latchkey/plugin-sso-react';
import { useRef, useState } from 'react';
import { ssoSignInTranslationRef } from '../../translation';
import { SignInForm } from '../SignInForm';
import { useSsoClient } from '../SignInPicker/useSsoClient';

/** Sign-in with a username or email and a password. */
export function LocalSignInForm(props: {
  /** Whether typing can start at once, because nothing stands above. */
  takesFocus: boolean;
  onTicket: (ticket: string) => Promise<void>;
  /** The password was right, and a second factor is missing. */
  onChallenge: (challenge: string) => void;
  /** Absent where no password links can be sent. */
  onForgotPassword?: () => void;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const ssoApi = useSsoClient();
  const form = useRef<HTMLFormElement>(null);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const usernameError =
    checked && !username.trim() ? t('local.usernameMissing') : undefined;
  const passwordError =
    checked && !password ? t('local.passwordMissing') : undefined;

  const focus = (name: string) => {
    const input = form.current?.querySelector<HTMLInputElement>(
      `input[name=${name}]`,
    );
    input?.focus();
    input?.select();
  };

  const signIn = useSsoAction(async () => {
    try {
      const progress = await ssoApi.call(ssoPublicOperations.localSignIn, {
        body: { username, password },
      });
      if (progress.status === 'secondFactor') {
        props.onChallenge(progress.challenge);
      } else {
        await props.onTicket(progress.ticket);
      }
    } catch (error) {
      // The next thing to do is to type the password again.
      focus('password');
      throw error;
    }
  });

  const submit = () => {
    const emptyPassword = password ? undefined : 'password';
    const first = username.trim() ? emptyPassword : 'username';
    setChecked(true);
    if (first) {
      focus(first);
      return;
    }
    signIn.run();
  };

  return (
    <SignInForm
      element={form}
      takesFocus={props.takesFocus}
      action={signIn}
      submitLabel={t('local.submit')}
      onSubmit={submit}
      footer={
        props.onForgotPassword && (
          <Button
            variant="tertiary"
            size="small"
            onPress={props.onForgotPassword}
          >
            {t('local.forgot')}
          </Button>
        )
      }
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
        validate={() => usernameError}
      />
      <PasswordField
        name="password"
        size="medium"
        label={t('local.password')}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        maxLength={1024}
        validationBehavior="aria"
        validate={() => passwordError}
      />
    </SignInForm>
  );
}
