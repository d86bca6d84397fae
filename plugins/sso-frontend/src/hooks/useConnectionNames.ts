import { useApi } from '@backstage/frontend-plugin-api';
import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import { ssoApiRef } from '@latchkey/plugin-sso-react';
import { useEffect, useState } from 'react';

/**
 * Display names of the SSO connections by id, in their order. They are extra:
 * who may not read them sees ids.
 */
export function useConnectionNames(): ReadonlyMap<string, string> {
  const ssoApi = useApi(ssoApiRef);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());

  useEffect(() => {
    let current = true;
    ssoApi.call(ssoAdminOperations.listConnections).then(
      ({ connections }) =>
        current &&
        setNames(
          new Map(connections.map(({ id, displayName }) => [id, displayName])),
        ),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [ssoApi]);

  return names;
}
