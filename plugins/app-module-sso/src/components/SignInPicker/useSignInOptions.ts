import {
  configApiRef,
  discoveryApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import {
  ssoPublicOperations,
  SsoOperationResponse,
  SsoSignInOption,
} from '@latchkey/plugin-sso-common';
import { useCallback, useEffect, useState } from 'react';
import { SsoAuthClient } from '../../identity';
import { portalBasePath, readReturnTo } from '../../location';
import { useSsoClient } from './useSsoClient';

/** A button of the sign-in page with the address that it leads to. */
export interface SignInLink extends SsoSignInOption {
  readonly href: string;
}

type Options = Omit<
  SsoOperationResponse<typeof ssoPublicOperations.getSignInOptions>,
  'connections'
> & { readonly connections: readonly SignInLink[] };

export type SignInOptionsState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'loaded'; readonly options: Options };

/** What this portal offers to sign in with. */
export function useSignInOptions(): {
  state: SignInOptionsState;
  reload: () => void;
} {
  const ssoApi = useSsoClient();
  const discoveryApi = useApi(discoveryApiRef);
  const basePath = portalBasePath(useApi(configApiRef));
  const [state, setState] = useState<SignInOptionsState>({ status: 'loading' });

  const load = useCallback(async () => {
    const authClient = SsoAuthClient.create({ discoveryApi });
    const returnTo = readReturnTo(window.location, basePath);
    setState({ status: 'loading' });
    try {
      const options = await ssoApi.call(ssoPublicOperations.getSignInOptions);
      const connections = await Promise.all(
        options.connections.map(async option => ({
          ...option,
          href: await authClient.startUrl(option.id, returnTo),
        })),
      );
      setState({ status: 'loaded', options: { ...options, connections } });
    } catch {
      setState({ status: 'failed' });
    }
  }, [basePath, discoveryApi, ssoApi]);

  useEffect(() => {
    load();
  }, [load]);

  return { state, reload: load };
}
