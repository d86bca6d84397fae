import { createApiRef } from '@backstage/frontend-plugin-api';
import type { SsoApi } from './SsoApi';

/**
 * Where components get the {@link SsoApi}.
 *
 * @public
 */
export const ssoApiRef = createApiRef<SsoApi>().with({
  id: 'plugin.sso.client',
  pluginId: 'sso',
});
