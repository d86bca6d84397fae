import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { SignInError } from '../../location';
import { ssoSignInTranslationRef } from '../../translation';
import styles from './SignInErrorAlert.module.css';

/**
 * Why somebody is not signed in, or not signed out everywhere, and the code to
 * tell the administrator.
 */
export function SignInErrorAlert(props: {
  error: SignInError;
  /** What failed; by default what was under way. */
  title?: string;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const { code, reason, reference } = props.error;
  // Every protocol says so in the names of its codes: saml-logout-invalid.
  const isSignOut = code?.split('-').includes('logout');

  return (
    <Alert
      role="alert"
      status={isSignOut ? 'warning' : 'danger'}
      icon
      className={styles.alert}
      title={props.title ?? t(isSignOut ? 'error.signOutTitle' : 'error.title')}
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
