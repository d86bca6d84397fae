import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { SsoApi, SsoClient } from '@latchkey/plugin-sso-react';
import { useMemo } from 'react';

/**
 * A client of our own: this page also works in a portal that leaves out the
 * settings pages, which provide the shared one.
 */
export function useSsoClient(): SsoApi {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  return useMemo(
    () => SsoClient.create({ discoveryApi, fetchApi }),
    [discoveryApi, fetchApi],
  );
}
