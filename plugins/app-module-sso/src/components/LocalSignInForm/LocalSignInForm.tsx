import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, PasswordField, TextField } from '@backstage/ui';
import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { useSsoAction } from '@latchkey/plugin-sso-react';
import { FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { describeSignInError } from '../../errors';
import { ssoSignInTranslationRef } from '../../translation';
import { SignInErrorAlert } from '../SignInErrorAlert';
import { useSsoClient } from '../SignInPicker/useSsoClient';
import styles from './LocalSignInForm.module.css';

/** Sign-in with a username or email and a password. */
export function LocalSignInForm(props: {
  /** Whether typing can start at once, because nothing stands above. */
  takesFocus: boolean;
  onTicket: (ticket: string) => Promise<void>;
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

  const focus = useCallback((name: string) => {
    const input = form.current?.querySelector<HTMLInputElement>(
      `input[name=${name}]`,
    );
    input?.focus();
    input?.select();
  }, []);

  const signIn = useSsoAction(async () => {
    try {
      const { ticket } = await ssoApi.call(ssoPublicOperations.localSignIn, {
        body: { username, password },
      });
      await props.onTicket(ticket);
    } catch (error) {
      // The next thing to do is to type the password again.
      focus('password');
      throw error;
    }
  });

  const { takesFocus } = props;
  useEffect(() => {
    if (takesFocus) {
      focus('username');
    }
  }, [takesFocus, focus]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
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
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {signIn.error && (
        <SignInErrorAlert
          error={
            describeSignInError(signIn.error) ?? {
              reason: signIn.error.message,
            }
          }
        />
      )}
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
      <Button
        type="submit"
        variant="primary"
        size="medium"
        className={styles.submit}
        isPending={signIn.isPending}
      >
        {t('local.submit')}
      </Button>
    </form>
  );
}
