import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PasswordField, TextField } from '@backstage/ui';
import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { SsoApiError, useSsoAction } from '@latchkey/plugin-sso-react';
import { useRef } from 'react';
import { ssoSignInTranslationRef } from '../../translation';
import { SignInForm } from '../SignInForm';
import { useSsoClient } from '../SignInPicker/useSsoClient';
import { SetupField, useSetupForm } from './useSetupForm';

/** The form of the first administrator. */
export function SetupForm(props: {
  setupKey: string;
  username: string;
  passwordMinLength: number;
  onTicket: (ticket: string) => Promise<void>;
  onKeyRefused: () => void;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const ssoApi = useSsoClient();
  const element = useRef<HTMLFormElement>(null);
  const form = useSetupForm(props.passwordMinLength);
  const length = String(props.passwordMinLength);

  const focus = (field: SetupField | undefined) =>
    element.current
      ?.querySelector<HTMLInputElement>(`input[name=${field}]`)
      ?.focus();

  const complete = useSsoAction(async () => {
    const { displayName, email, password } = form.values;
    try {
      const { ticket } = await ssoApi.call(ssoPublicOperations.completeSetup, {
        body: {
          key: props.setupKey,
          displayName,
          email: email.trim(),
          password,
        },
      });
      await props.onTicket(ticket);
    } catch (error) {
      if (
        error instanceof SsoApiError &&
        error.refusal?.code === 'setup-key-invalid'
      ) {
        props.onKeyRefused();
        return;
      }
      const field = form.checkAnswer(error);
      if (!field) {
        throw error;
      }
      focus(field);
    }
  });

  const submit = () => {
    const field = form.check();
    if (field) {
      focus(field);
      return;
    }
    complete.run();
  };

  const fieldProps = (name: SetupField) => ({
    size: 'medium' as const,
    name,
    value: form.values[name],
    onChange: (value: string) => form.setValue(name, value),
    validationBehavior: 'aria' as const,
    validate: () => form.errors[name],
  });

  return (
    <SignInForm
      element={element}
      action={complete}
      failedTitle={t('setup.failedTitle')}
      submitLabel={t('setup.submit')}
      onSubmit={submit}
    >
      <TextField
        name="username"
        size="medium"
        label={t('setup.username')}
        description={t('setup.usernameHelp')}
        value={props.username}
        autoComplete="username"
        isReadOnly
      />
      <TextField
        {...fieldProps('displayName')}
        label={t('setup.displayName')}
        autoComplete="name"
        maxLength={200}
      />
      <TextField
        {...fieldProps('email')}
        label={t('setup.email')}
        type="email"
        autoComplete="email"
        maxLength={320}
      />
      <PasswordField
        {...fieldProps('password')}
        label={t('setup.password')}
        description={t('setup.passwordHelp', { length })}
        autoComplete="new-password"
        maxLength={1024}
      />
      <PasswordField
        {...fieldProps('repeat')}
        label={t('setup.repeat')}
        autoComplete="new-password"
        maxLength={1024}
      />
    </SignInForm>
  );
}
