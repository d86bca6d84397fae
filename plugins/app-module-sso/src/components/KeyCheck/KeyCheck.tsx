import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { SsoErrorCode } from '@latchkey/plugin-sso-common';
import { SsoApiError } from '@latchkey/plugin-sso-react';
import { ReactNode, useCallback, useEffect, useState } from 'react';
import { ssoSignInTranslationRef } from '../../translation';
import { SignInMessage } from '../SignInLayout';
import { Unreachable } from '../SsoSignInPage/Unreachable';

type State<T> =
  | { readonly status: 'loading' | 'invalid' | 'failed' }
  | { readonly status: 'ready'; readonly value: T };

/** Asks the portal whether the key of a link is good before it is used. */
export function KeyCheck<T>(props: {
  /** Reads what the key is for. Make it stable, for it runs when it changes. */
  read: () => Promise<T>;
  refusedCode: SsoErrorCode;
  loading: string;
  invalid: { title: string; description: string };
  onLeave: () => void;
  children: (value: T, onRefused: () => void) => ReactNode;
}) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const [state, setState] = useState<State<T>>({ status: 'loading' });
  const { read, refusedCode } = props;

  const load = useCallback(async () => {
    setState({ status: 'loading' });
    try {
      setState({ status: 'ready', value: await read() });
    } catch (error) {
      const isRefused = isKeyRefused(error, refusedCode);
      setState({ status: isRefused ? 'invalid' : 'failed' });
    }
  }, [read, refusedCode]);
  useEffect(() => {
    load();
  }, [load]);

  switch (state.status) {
    case 'loading':
      return (
        <div role="status">
          <VisuallyHidden>{props.loading}</VisuallyHidden>
          <Skeleton width="100%" height={240} />
        </div>
      );
    case 'failed':
      return <Unreachable onRetry={load} />;
    case 'invalid':
      return (
        <SignInMessage role="alert" {...props.invalid}>
          <Button variant="secondary" size="medium" onPress={props.onLeave}>
            {t('page.toSignIn')}
          </Button>
        </SignInMessage>
      );
    default:
      return (
        <>
          {props.children(state.value, () => setState({ status: 'invalid' }))}
        </>
      );
  }
}

function isKeyRefused(error: unknown, code: SsoErrorCode): boolean {
  // An answer of 400 is a key that cannot be one: cut off while copying.
  return (
    (error instanceof SsoApiError && error.refusal?.code === code) ||
    (error instanceof Error && error.name === 'InputError')
  );
}
