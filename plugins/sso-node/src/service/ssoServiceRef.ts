import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultSsoService } from './DefaultSsoService';
import type { SsoService } from './SsoService';

/**
 * Reaches the `sso` plugin from other backend plugins.
 *
 * @public
 */
export const ssoServiceRef = createServiceRef<SsoService>({
  id: 'sso.client',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { discovery: coreServices.discovery, auth: coreServices.auth },
      factory: deps => DefaultSsoService.create(deps),
    }),
});
