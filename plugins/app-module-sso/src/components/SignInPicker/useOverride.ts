import { featureFlagsApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { browserNavigation, takeOverrideTurn } from '../../location';
import { OVERRIDE_FLAG } from '../../overrideFlag';
import type { SignInOptions } from './useSignInOptions';

/**
 * Override auth (CONN-5): sends the browser to the provider at once. Where the
 * feature flag is on, also without override auth, to the first button.
 *
 * @param options - once they are loaded
 * @returns whether the browser is on its way
 */
export function useOverride(
  options: SignInOptions | undefined,
  mayLeave: boolean,
): boolean {
  const featureFlags = useApi(featureFlagsApiRef);
  const [hasToStay, setHasToStay] = useState(false);
  const isTrying = featureFlags.isActive(OVERRIDE_FLAG);
  const first = isTrying ? options?.connections[0] : undefined;
  const target = mayLeave ? (options?.override ?? first)?.href : undefined;

  useEffect(() => {
    if (!target) return;
    if (takeOverrideTurn()) {
      browserNavigation.replace(target);
    } else {
      setHasToStay(true);
    }
  }, [target]);

  // Known before the effect has run, so that no form flashes up on the way.
  return target !== undefined && !hasToStay;
}
