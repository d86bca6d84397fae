import { Progress, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { VisuallyHidden } from '@backstage/ui';
import { ssoSignInTranslationRef } from '../../translation';
import { ForgotPasswordPage } from '../ForgotPasswordPage';
import { SignInLayout } from '../SignInLayout';
import { SignInPicker } from '../SignInPicker';
import { KeyPage } from './KeyPage';
import { Unreachable } from './Unreachable';
import { useSsoSignIn } from './useSsoSignIn';

/**
 * Signs in silently where the browser has a session, and otherwise offers the
 * ways to sign in, or does what the link is for that was opened.
 */
export function SsoSignInPage({ onSignInSuccess }: SignInPageProps) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const signIn = useSsoSignIn(onSignInSuccess);
  const { state, show } = signIn;
  const showPicker = () => show({ status: 'picker', mayLeave: false });

  switch (state.status) {
    case 'signingIn':
      return (
        <div role="status">
          <VisuallyHidden>{t('page.signingIn')}</VisuallyHidden>
          <Progress />
        </div>
      );
    case 'unreachable':
      return (
        <SignInLayout>
          <Unreachable onRetry={signIn.retry} />
        </SignInLayout>
      );
    case 'key':
      return (
        <SignInLayout>
          <KeyPage
            signIn={signIn}
            signInKey={state.signInKey}
            onLeave={showPicker}
          />
        </SignInLayout>
      );
    case 'forgotPassword':
      return (
        <SignInLayout>
          <ForgotPasswordPage onLeave={showPicker} />
        </SignInLayout>
      );
    case 'picker':
      return (
        <SignInLayout>
          <SignInPicker
            nosso={signIn.nosso}
            error={state.error}
            notice={state.notice}
            mayLeave={state.mayLeave}
            onTicket={signIn.finish}
            onChallenge={key =>
              show({ status: 'key', signInKey: { kind: 'challenge', key } })
            }
            onForgotPassword={() => show({ status: 'forgotPassword' })}
          />
        </SignInLayout>
      );
    default:
      return state satisfies never;
  }
}
