import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { SignInError } from '../../location';
import { ssoSignInTranslationRef } from '../../translation';
import { LocalSignInForm } from '../LocalSignInForm';
import { SignInErrorAlert } from '../SignInErrorAlert';
import { SignInHeading, SignInMessage } from '../SignInLayout';
import { Unreachable } from '../SsoSignInPage/Unreachable';
import { ConnectionLinks } from './ConnectionLinks';
import styles from './SignInPicker.module.css';
import { useSignInOptions } from './useSignInOptions';

/** The ways to sign in to this portal. */
export function SignInPicker(props: {
  error?: SignInError;
  onTicket: (ticket: string) => Promise<void>;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const portal =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Backstage';
  const { state, reload } = useSignInOptions();

  if (state.status === 'failed') {
    return <Unreachable onRetry={reload} />;
  }
  const heading = (
    <>
      <SignInHeading
        title={t('page.title', { portal })}
        subtitle={t('page.subtitle')}
      />
      {props.error && <SignInErrorAlert error={props.error} />}
    </>
  );
  if (state.status === 'loading') {
    return (
      <>
        {heading}
        <div role="status" className={styles.loading}>
          <VisuallyHidden>{t('page.loading')}</VisuallyHidden>
          <Skeleton width="100%" height={44} />
          <Skeleton width="100%" height={44} />
        </div>
      </>
    );
  }

  const { connections, localSignIn, setupNeeded } = state.options;
  const isEmpty = connections.length === 0 && !localSignIn;
  if (isEmpty && !setupNeeded) {
    return (
      <>
        {props.error && <SignInErrorAlert error={props.error} />}
        <SignInMessage
          title={t('empty.title')}
          description={t('empty.description')}
        />
      </>
    );
  }
  return (
    <>
      {heading}
      {setupNeeded && (
        <Alert
          status="info"
          icon
          role="status"
          className={styles.setupNeeded}
          title={t('setupNeeded.title')}
          description={t('setupNeeded.description')}
        />
      )}
      {connections.length > 0 && <ConnectionLinks connections={connections} />}
      {connections.length > 0 && localSignIn && (
        <div className={styles.or} role="separator">
          {t('connections.or')}
        </div>
      )}
      {localSignIn && (
        <LocalSignInForm
          takesFocus={connections.length === 0}
          onTicket={props.onTicket}
        />
      )}
    </>
  );
}
