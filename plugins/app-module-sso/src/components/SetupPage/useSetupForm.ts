import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SsoInputError } from '@latchkey/plugin-sso-react';
import { useState } from 'react';
import { ssoSignInTranslationRef } from '../../translation';

export type SetupField = 'displayName' | 'email' | 'password' | 'repeat';
export type SetupValues = Readonly<Record<SetupField, string>>;
type Errors = Partial<Record<SetupField, string>>;

const fields: readonly SetupField[] = [
  'displayName',
  'email',
  'password',
  'repeat',
];
const empty: SetupValues = {
  displayName: '',
  email: '',
  password: '',
  repeat: '',
};

/** Values and errors of the set-up form. */
export function useSetupForm(passwordMinLength: number): {
  values: SetupValues;
  errors: Errors;
  setValue: (field: SetupField, value: string) => void;
  /** Checks everything; answers the first field with an error. */
  check: () => SetupField | undefined;
  /** Shows what the server did not accept; answers the first field. */
  checkAnswer: (error: unknown) => SetupField | undefined;
} {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const [values, setValues] = useState(empty);
  const [errors, setErrors] = useState<Errors>({});

  const show = (found: Errors) => {
    setErrors(found);
    return fields.find(field => found[field]);
  };

  return {
    values,
    errors,
    setValue: (field, value) => {
      setValues(previous => ({ ...previous, [field]: value }));
      setErrors(previous => ({ ...previous, [field]: undefined }));
    },
    check: () =>
      show({
        displayName: values.displayName.trim()
          ? undefined
          : t('setup.displayNameMissing'),
        email: /^\S+@\S+\.\S+$/.test(values.email.trim())
          ? undefined
          : t('setup.emailInvalid'),
        password:
          values.password.length >= passwordMinLength
            ? undefined
            : t('setup.passwordShort', { length: String(passwordMinLength) }),
        repeat:
          values.repeat === values.password
            ? undefined
            : t('setup.repeatDifferent'),
      }),
    checkAnswer: error =>
      error instanceof SsoInputError
        ? show(
            Object.fromEntries(
              error.fields.map(({ path, message }) => [path, message]),
            ),
          )
        : undefined,
  };
}
