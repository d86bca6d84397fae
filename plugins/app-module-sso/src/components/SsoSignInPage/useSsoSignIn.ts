import {
  configApiRef,
  discoveryApiRef,
  IdentityApi,
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { describeSignInError } from '../../errors';
import { SsoAuthClient, SsoIdentity, SsoSession } from '../../identity';
import {
  browserNavigation,
  portalBasePath,
  reloadWhenRestored,
  SignInError,
} from '../../location';
import { ssoSignInTranslationRef } from '../../translation';
import { useAddress } from './useAddress';

/** What the sign-in page shows. */
export type SsoSignInState =
  | { readonly status: 'signingIn' }
  | { readonly status: 'unreachable' }
  | { readonly status: 'setup'; readonly setupKey: string }
  | { readonly status: 'picker'; readonly error?: SignInError };

/** The way from an opened page to a signed-in person. */
export function useSsoSignIn(onSuccess: (identity: IdentityApi) => void): {
  state: SsoSignInState;
  /** Ends a sign-in that this page did itself. */
  finish: (ticket: string) => Promise<void>;
  showPicker: () => void;
  retry: () => void;
} {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const discoveryApi = useApi(discoveryApiRef);
  const configApi = useApi(configApiRef);
  const toastApi = useApi(toastApiRef);
  const authClient = useMemo(
    () => SsoAuthClient.create({ discoveryApi }),
    [discoveryApi],
  );
  const address = useAddress();
  const [state, setState] = useState<SsoSignInState>(
    address.setupKey
      ? { status: 'setup', setupKey: address.setupKey }
      : { status: 'signingIn' },
  );

  const succeed = useCallback(
    (session: SsoSession) =>
      onSuccess(
        SsoIdentity.create({
          authClient,
          session,
          navigation: browserNavigation,
          signOutTarget: portalBasePath(configApi) || '/',
        }),
      ),
    [authClient, configApi, onSuccess],
  );

  const finish = useCallback(
    async (ticket: string) => {
      await authClient.redeemTicket(ticket);
      const session = await authClient.refresh();
      if (!session) {
        throw new Error(t('error.notFinished'));
      }
      succeed(session);
    },
    [authClient, succeed, t],
  );

  const signInSilently = useCallback(async () => {
    setState({ status: 'signingIn' });
    try {
      const session = await authClient.refresh();
      if (!session) {
        setState({ status: 'picker', error: address.signInError });
        return;
      }
      succeed(session);
      // Somebody who is signed in has not been signed out, whatever a link says.
      const isObsolete = address.signInError?.code === 'logout-incomplete';
      if (address.signInError && !isObsolete) {
        // Still signed in from before, while another sign-in was refused.
        toastApi.post({
          title: address.signInError.reason ?? t('error.generic'),
          description: address.signInError.reference,
          status: 'danger',
        });
      }
    } catch (error) {
      const refusal = describeSignInError(error);
      setState(
        refusal
          ? { status: 'picker', error: refusal }
          : { status: 'unreachable' },
      );
    }
  }, [authClient, succeed, t, address, toastApi]);

  // Once per page, whatever the callbacks are made of.
  const isStarted = useRef(false);
  useEffect(() => {
    if (!isStarted.current) {
      isStarted.current = true;
      reloadWhenRestored();
      const next = browserNavigation.takeNext();
      if (next) {
        browserNavigation.replace(next);
      } else if (!address.setupKey) {
        signInSilently();
      }
    }
  }, [signInSilently, address]);

  return {
    state,
    finish,
    showPicker: useCallback(() => setState({ status: 'picker' }), []),
    retry: signInSilently,
  };
}
