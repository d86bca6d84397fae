import {
  configApiRef,
  discoveryApiRef,
  IdentityApi,
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { describeSignInError } from '../../errors';
import { SsoAuthClient, SsoIdentity, SsoSession } from '../../identity';
import {
  browserNavigation,
  endOverrideTurn,
  portalBasePath,
  readReturnTo,
  removeNosso,
  reloadWhenRestored,
  SignInError,
  SignInKey,
} from '../../location';
import { ssoSignInTranslationRef } from '../../translation';
import { useAddress } from './useAddress';

/** What the sign-in page shows. */
export type SsoSignInState =
  | { readonly status: 'signingIn' | 'unreachable' | 'forgotPassword' }
  /** A link was opened, or the password was right and a code is missing. */
  | { readonly status: 'key'; readonly signInKey: SignInKey }
  | {
      readonly status: 'picker';
      readonly error?: SignInError;
      /** What went well just before. */
      readonly notice?: 'passwordSet' | 'signedOut';
      /** Whether override auth may take the browser away. */
      readonly mayLeave: boolean;
    };

/** The way from an opened page to a signed-in person. */
export interface SsoSignIn {
  readonly state: SsoSignInState;
  /** Whether the address asks for all ways to sign in. */
  readonly nosso: boolean;
  /** Ends a sign-in that this page did itself. */
  readonly finish: (ticket: string) => Promise<void>;
  /** Ends one that is bound to the browser which began it. */
  readonly finishBound: (ticket: string) => Promise<void>;
  readonly show: (state: SsoSignInState) => void;
  readonly retry: () => void;
}

/** Drives the sign-in page. */
export function useSsoSignIn(
  onSuccess: (identity: IdentityApi) => void,
): SsoSignIn {
  const { t } = useTranslationRef(ssoSignInTranslationRef);
  const navigate = useNavigate();
  const discoveryApi = useApi(discoveryApiRef);
  const basePath = portalBasePath(useApi(configApiRef));
  const toastApi = useApi(toastApiRef);
  const authClient = useMemo(
    () => SsoAuthClient.create({ discoveryApi }),
    [discoveryApi],
  );
  const address = useAddress();
  const [state, setState] = useState<SsoSignInState>(
    address.signInKey
      ? { status: 'key', signInKey: address.signInKey }
      : { status: 'signingIn' },
  );

  const succeed = useCallback(
    (session: SsoSession) => {
      endOverrideTurn();
      if (address.nosso) {
        removeNosso();
        navigate(readReturnTo(window.location, basePath), { replace: true });
      }
      onSuccess(
        SsoIdentity.create({
          authClient,
          session,
          navigation: browserNavigation,
          signOutTarget: basePath || '/',
        }),
      );
    },
    [address.nosso, authClient, basePath, navigate, onSuccess],
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

  const finishBound = useCallback(
    async (ticket: string) =>
      browserNavigation.replace(await authClient.redeemUrl(ticket)),
    [authClient],
  );

  const signInSilently = useCallback(async () => {
    setState({ status: 'signingIn' });
    const { signInError: error, nosso } = address;
    try {
      const session = await authClient.refresh();
      if (!session) {
        const isSignedOut = browserNavigation.takeSignedOut();
        setState({
          status: 'picker',
          error,
          notice: isSignedOut && !error ? 'signedOut' : undefined,
          mayLeave: !error && !nosso && !isSignedOut,
        });
        return;
      }
      succeed(session);
      // Somebody who is signed in has not been signed out, whatever a link says.
      if (error && error.code !== 'logout-incomplete') {
        // Still signed in from before, while another sign-in was refused.
        toastApi.post({
          title: error.reason ?? t('error.generic'),
          description: error.reference,
          status: 'danger',
        });
      }
    } catch (failure) {
      const refusal = describeSignInError(failure);
      setState(
        refusal
          ? { status: 'picker', error: refusal, mayLeave: false }
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
      } else if (!address.signInKey) {
        signInSilently();
      }
    }
  }, [signInSilently, address]);

  return {
    state,
    nosso: address.nosso,
    finish,
    finishBound,
    show: setState,
    retry: signInSilently,
  };
}
