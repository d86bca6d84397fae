import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useLayoutEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import {
  cleanAddress,
  portalBasePath,
  readReturnTo,
  readSetupKey,
  readSignInError,
  SignInError,
} from '../../location';

/** What the address says to the sign-in page. */
export interface AddressContent {
  readonly setupKey?: string;
  readonly signInError?: SignInError;
}

/**
 * Reads the address once and takes out what was read. Reading has no effect,
 * because React may throw away a first rendering and start again.
 */
export function useAddress(): AddressContent {
  const navigate = useNavigate();
  const basePath = portalBasePath(useApi(configApiRef));
  const [content] = useState<AddressContent>(() => ({
    setupKey: readSetupKey(window.location.href),
    signInError: readSignInError(window.location.href),
  }));
  // Once: each navigation makes a new function.
  const isCleaned = useRef(false);

  useLayoutEffect(() => {
    if (!isCleaned.current) {
      isCleaned.current = true;
      cleanAddress();
      // Otherwise pages of the portal would put the parameters in again.
      navigate(readReturnTo(window.location, basePath), { replace: true });
    }
  }, [basePath, navigate]);

  return content;
}
