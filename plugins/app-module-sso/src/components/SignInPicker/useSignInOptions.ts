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

/** What the page offers. */
export type SignInOptions = Omit<
  SsoOperationResponse<typeof ssoPublicOperations.getSignInOptions>,
  'connections' | 'override'
> & {
  readonly connections: readonly SignInLink[];
  /** The SSO connection of override auth; it may have no button. */
  readonly override?: Pick<SignInLink, 'id' | 'href'>;
};

export type SignInOptionsState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'loaded'; readonly options: SignInOptions };

/** What this portal offers to sign in with. */
export function useSignInOptions(nosso: boolean): {
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
      const options = await ssoApi.call(
        ssoPublicOperations.getSignInOptions,
        nosso ? { query: { nosso: '1' } } : {},
      );
      const connections = await Promise.all(
        options.connections.map(async option => ({
          ...option,
          href: await authClient.startUrl(option.id, returnTo),
        })),
      );
      const override = options.override && {
        id: options.override,
        href: await authClient.startUrl(options.override, returnTo),
      };
      setState({
        status: 'loaded',
        options: { ...options, connections, override: override || undefined },
      });
    } catch {
      setState({ status: 'failed' });
    }
  }, [basePath, discoveryApi, nosso, ssoApi]);

  useEffect(() => {
    load();
  }, [load]);

  return { state, reload: load };
}
