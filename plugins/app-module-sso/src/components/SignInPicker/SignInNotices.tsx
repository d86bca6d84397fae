import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { ssoSignInTranslationRef } from '../../translation';
import styles from './SignInPicker.module.css';
import type { SignInOptions } from './useSignInOptions';

/** What somebody who wants to sign in should know. */
export function SignInNotices(props: {
  options: SignInOptions;
  /** What went well just before. */
  notice?: 'passwordSet' | 'signedOut';
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const { nossoRefused, pluginsDisabled, setupNeeded } = props.options;

  return (
    <>
      {props.notice && (
        <Alert
          status="success"
          icon
          role="status"
          className={styles.notice}
          title={t(`page.${props.notice}`)}
        />
      )}
      {pluginsDisabled !== 'none' && (
        <Alert
          status="warning"
          icon
          role="status"
          className={styles.notice}
          title={t(`page.${pluginsDisabled}PluginsDisabled`)}
        />
      )}
      {nossoRefused && (
        <Alert
          status="warning"
          icon
          role="status"
          className={styles.notice}
          title={t('page.nossoRefused')}
        />
      )}
      {setupNeeded && (
        <Alert
          status="info"
          icon
          role="status"
          className={styles.notice}
          title={t('setupNeeded.title')}
          description={t('setupNeeded.description')}
        />
      )}
    </>
  );
}
