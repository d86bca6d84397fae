import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { SignInError } from '../../location';
import { ssoSignInTranslationRef } from '../../translation';
import styles from './SignInErrorAlert.module.css';

/** Why somebody is not signed in, and the code to tell the administrator. */
export function SignInErrorAlert(props: {
  error: SignInError;
  /** What failed; "You are not signed in" by default. */
  title?: string;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const { reason, reference } = props.error;

  return (
    <Alert
      role="alert"
      status="danger"
      icon
      className={styles.alert}
      title={props.title ?? t('error.title')}
      description={
        <>
          {reason ?? t('error.generic')}
          {reference && (
            <span className={styles.reference}>
              {t('error.reference')} <code>{reference}</code> –{' '}
              {t('error.referenceHelp')}
            </span>
          )}
        </>
      }
    />
  );
}
