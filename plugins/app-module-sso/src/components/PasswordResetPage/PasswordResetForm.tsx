import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PasswordField, TextField } from '@backstage/ui';
import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import {
  SsoApiError,
  SsoInputError,
  useSsoAction,
} from '@latchkey/plugin-sso-react';
import { useRef, useState } from 'react';
import { ssoSignInTranslationRef } from '../../translation';
import { SignInForm } from '../SignInForm';
import { useSsoClient } from '../SignInPicker/useSsoClient';

type Field = 'password' | 'repeat';

/** The new password, twice. */
export function PasswordResetForm(props: {
  resetKey: string;
  username: string;
  passwordMinLength: number;
  onDone: () => void;
  onKeyRefused: () => void;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const ssoApi = useSsoClient();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState({ password: '', repeat: '' });
  const [errors, setErrors] = useState<Partial<Record<Field, string>>>({});
  const length = String(props.passwordMinLength);

  const show = (field: Field, message: string) => {
    setErrors({ [field]: message });
    form.current
      ?.querySelector<HTMLInputElement>(`input[name=${field}]`)
      ?.focus();
  };

  const complete = useSsoAction(async () => {
    try {
      await ssoApi.call(ssoPublicOperations.completePasswordReset, {
        body: { key: props.resetKey, password: values.password },
      });
      props.onDone();
    } catch (error) {
      if (error instanceof SsoInputError && error.fields.length) {
        show('password', error.fields[0].message);
      } else if (
        error instanceof SsoApiError &&
        error.refusal?.code === 'reset-key-invalid'
      ) {
        props.onKeyRefused();
      } else {
        throw error;
      }
    }
  });

  const submit = () => {
    if (values.password.length < props.passwordMinLength) {
      show('password', t('setup.passwordShort', { length }));
    } else if (values.repeat !== values.password) {
      show('repeat', t('setup.repeatDifferent'));
    } else {
      complete.run();
    }
  };

  const fieldProps = (name: Field) => ({
    name,
    size: 'medium' as const,
    value: values[name],
    onChange: (value: string) => {
      setValues(previous => ({ ...previous, [name]: value }));
      setErrors({});
    },
    autoComplete: 'new-password',
    maxLength: 1024,
    validationBehavior: 'aria' as const,
    validate: () => errors[name],
  });

  return (
    <SignInForm
      element={form}
      action={complete}
      failedTitle={t('reset.failedTitle')}
      submitLabel={t('reset.submit')}
      onSubmit={submit}
    >
      <TextField
        name="username"
        size="medium"
        label={t('setup.username')}
        value={props.username}
        autoComplete="username"
        isReadOnly
      />
      <PasswordField
        {...fieldProps('password')}
        label={t('reset.password')}
        description={t('setup.passwordHelp', { length })}
      />
      <PasswordField {...fieldProps('repeat')} label={t('setup.repeat')} />
    </SignInForm>
  );
}
