import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useLayoutEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import {
  cleanAddress,
  portalBasePath,
  readNosso,
  readPortalPath,
  readSignInError,
  readSignInKey,
  SignInError,
  SignInKey,
} from '../../location';

/** What the address says to the sign-in page. */
export interface AddressContent {
  /** Of the link that was opened. */
  readonly signInKey?: SignInKey;
  readonly signInError?: SignInError;
  /** Whether it asks for all ways to sign in; this stays in the address. */
  readonly nosso: boolean;
}

/**
 * Reads the address once and takes out what was read. Reading has no effect,
 * because React may throw away a first rendering and start again.
 */
export function useAddress(): AddressContent {
  const navigate = useNavigate();
  const basePath = portalBasePath(useApi(configApiRef));
  const [content] = useState<AddressContent>(() => ({
    signInKey: readSignInKey(window.location.href),
    signInError: readSignInError(window.location.href),
    nosso: readNosso(window.location.href),
  }));
  // Once: each navigation makes a new function.
  const isCleaned = useRef(false);

  useLayoutEffect(() => {
    if (!isCleaned.current) {
      isCleaned.current = true;
      cleanAddress();
      // Otherwise pages of the portal would put the parameters in again.
      navigate(readPortalPath(window.location, basePath), { replace: true });
    }
  }, [basePath, navigate]);

  return content;
}
