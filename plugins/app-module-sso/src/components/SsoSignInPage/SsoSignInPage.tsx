import { Progress, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { VisuallyHidden } from '@backstage/ui';
import { ssoSignInTranslationRef } from '../../translation';
import { SetupPage } from '../SetupPage';
import { SignInLayout } from '../SignInLayout';
import { SignInPicker } from '../SignInPicker';
import { Unreachable } from './Unreachable';
import { useSsoSignIn } from './useSsoSignIn';

/**
 * Signs in silently where the browser has a session, and otherwise offers the
 * ways to sign in, or the set-up of the first administrator.
 */
export function SsoSignInPage({ onSignInSuccess }: SignInPageProps) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const { state, finish, showPicker, retry } = useSsoSignIn(onSignInSuccess);

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
          <Unreachable onRetry={retry} />
        </SignInLayout>
      );
    case 'setup':
      return (
        <SignInLayout>
          <SetupPage
            setupKey={state.setupKey}
            onTicket={finish}
            onLeave={showPicker}
          />
        </SignInLayout>
      );
    case 'picker':
      return (
        <SignInLayout>
          <SignInPicker error={state.error} onTicket={finish} />
        </SignInLayout>
      );
    default:
      return state satisfies never;
  }
}
