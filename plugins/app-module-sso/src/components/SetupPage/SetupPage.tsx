import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Skeleton, VisuallyHidden } from '@backstage/ui';
import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { SsoApiError } from '@latchkey/plugin-sso-react';
import { useCallback, useEffect, useState } from 'react';
import { ssoSignInTranslationRef } from '../../translation';
import { SignInHeading, SignInMessage } from '../SignInLayout';
import { useSsoClient } from '../SignInPicker/useSsoClient';
import { Unreachable } from '../SsoSignInPage/Unreachable';
import { SetupForm } from './SetupForm';

type State =
  | { status: 'loading' | 'invalid' | 'failed' }
  | { status: 'ready'; username: string; passwordMinLength: number };

/** Creates the first administrator with the key of a set-up link. */
export function SetupPage(props: {
  setupKey: string;
  onTicket: (ticket: string) => Promise<void>;
  onLeave: () => void;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const ssoApi = useSsoClient();
  const [state, setState] = useState<State>({ status: 'loading' });
  const { setupKey } = props;

  const load = useCallback(async () => {
    setState({ status: 'loading' });
    try {
      const setup = await ssoApi.call(ssoPublicOperations.readSetup, {
        body: { key: setupKey },
      });
      setState({ status: 'ready', ...setup });
    } catch (error) {
      setState({ status: isKeyRefused(error) ? 'invalid' : 'failed' });
    }
  }, [setupKey, ssoApi]);
  useEffect(() => {
    load();
  }, [load]);

  switch (state.status) {
    case 'loading':
      return (
        <div role="status">
          <VisuallyHidden>{t('setup.loading')}</VisuallyHidden>
          <Skeleton width="100%" height={240} />
        </div>
      );
    case 'failed':
      return <Unreachable onRetry={load} />;
    case 'invalid':
      return (
        <SignInMessage
          role="alert"
          title={t('setup.invalidTitle')}
          description={t('setup.invalidDescription')}
        >
          <Button variant="secondary" size="medium" onPress={props.onLeave}>
            {t('setup.toSignIn')}
          </Button>
        </SignInMessage>
      );
    default:
      return (
        <>
          <SignInHeading
            title={t('setup.title')}
            subtitle={t('setup.subtitle')}
          />
          <SetupForm
            setupKey={setupKey}
            username={state.username}
            passwordMinLength={state.passwordMinLength}
            onTicket={props.onTicket}
            onKeyRefused={() => setState({ status: 'invalid' })}
          />
        </>
      );
  }
}

function isKeyRefused(error: unknown): boolean {
  // An answer of 400 is a key that cannot be one: cut off while copying.
  return (
    (error instanceof SsoApiError &&
      error.refusal?.code === 'setup-key-invalid') ||
    (error instanceof Error && error.name === 'InputError')
  );
}
