import { Button } from '@backstage/ui';
import type { SsoAction } from '@latchkey/plugin-sso-react';
import { FormEvent, ReactNode, RefObject, useEffect, useRef } from 'react';
import { describeSignInError } from '../../errors';
import { SignInErrorAlert } from '../SignInErrorAlert';
import styles from './SignInForm.module.css';

/** A form of the sign-in page: what went wrong, fields, a button to go on. */
export function SignInForm(props: {
  element?: RefObject<HTMLFormElement>;
  /** Whether typing can start at once. */
  takesFocus?: boolean;
  /** What the form sets off. */
  action: Pick<SsoAction<[]>, 'error' | 'isPending'>;
  /** What failed; see {@link SignInErrorAlert}. */
  failedTitle?: string;
  /** Absent where there is nothing more to send. */
  submitLabel?: string;
  onSubmit: () => void;
  children?: ReactNode;
  /** Below the button. */
  footer?: ReactNode;
}) {
  const { takesFocus = false } = props;
  const { error, isPending } = props.action;
  const own = useRef<HTMLFormElement>(null);
  const form = props.element ?? own;
  useEffect(() => {
    if (takesFocus) {
      form.current?.querySelector('input')?.focus();
    }
  }, [takesFocus, form]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {error && (
        <SignInErrorAlert
          title={props.failedTitle}
          error={describeSignInError(error) ?? { reason: error.message }}
        />
      )}
      {props.children}
      {props.submitLabel && (
        <Button
          type="submit"
          variant="primary"
          size="medium"
          className={styles.submit}
          isPending={isPending}
        >
          {props.submitLabel}
        </Button>
      )}
      {props.footer}
    </form>
  );
}
