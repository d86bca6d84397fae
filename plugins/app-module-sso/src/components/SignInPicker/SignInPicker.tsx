import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Skeleton, VisuallyHidden } from '@backstage/ui';
import type { SignInError } from '../../location';
import { ssoSignInTranslationRef } from '../../translation';
import { LocalSignInForm } from '../LocalSignInForm';
import { SignInErrorAlert } from '../SignInErrorAlert';
import { SignInHeading, SignInMessage } from '../SignInLayout';
import { Unreachable } from '../SsoSignInPage/Unreachable';
import { ConnectionLinks } from './ConnectionLinks';
import styles from './SignInPicker.module.css';
import { SignInNotices } from './SignInNotices';
import { useOverride } from './useOverride';
import { useSignInOptions } from './useSignInOptions';

/** The ways to sign in to this portal. */
export function SignInPicker(props: {
  /** Whether the address asks for all ways. */
  nosso: boolean;
  error?: SignInError;
  notice?: 'passwordSet' | 'signedOut';
  /** Whether override auth may take the browser away. */
  mayLeave: boolean;
  onTicket: (ticket: string) => Promise<void>;
  onChallenge: (challenge: string) => void;
  onForgotPassword: () => void;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const portal =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Backstage';
  const { state, reload } = useSignInOptions(props.nosso);
  const options = state.status === 'loaded' ? state.options : undefined;
  const isLeaving = useOverride(options, props.mayLeave);

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
  if (!options || isLeaving) {
    return (
      <>
        {heading}
        <div role="status" className={styles.loading}>
          <VisuallyHidden>
            {t(isLeaving ? 'page.leaving' : 'page.loading')}
          </VisuallyHidden>
          <Skeleton width="100%" height={44} />
          <Skeleton width="100%" height={44} />
        </div>
      </>
    );
  }

  const { connections, localSignIn, setupNeeded } = options;
  const isEmpty = connections.length === 0 && !localSignIn;
  if (isEmpty && !setupNeeded) {
    return (
      <>
        {props.error && <SignInErrorAlert error={props.error} />}
        <SignInNotices options={options} notice={props.notice} />
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
      <SignInNotices options={options} notice={props.notice} />
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
          onChallenge={props.onChallenge}
          onForgotPassword={
            options.passwordReset ? props.onForgotPassword : undefined
          }
        />
      )}
    </>
  );
}
