import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { SsoServices } from '../createServices';
import { AdministratorGuard } from './AdministratorGuard';
import { mountAdminRoutes } from './adminRoutes';
import { createErrorMiddleware } from './errorMiddleware';
import { mountLogoutRoutes } from './logoutRoutes';
import { mountMetadataRoute } from './metadataRoute';
import { createOpenApiDocument } from './openapi';
import { OperationRouter } from './operationRouter';
import { mountPublicRoutes } from './publicRoutes';
import { requireJson } from './requireJson';
import { mountSelfRoutes } from './selfRoutes';
import { mountServiceRoutes } from './serviceRoutes';
import { mountSignInRoutes } from './signInRoutes';
import { createWithAudit } from './withAudit';

/** Paths that anyone may call; all others need credentials. */
export const publicPaths = ['/sign-in', '/local', '/openapi.json'] as const;

/** The HTTP API below `/api/sso`. */
export function createRouter(options: {
  services: SsoServices;
  httpAuth: HttpAuthService;
  guard: AdministratorGuard;
  auditor: AuditorService;
}): Router {
  const { services, httpAuth, guard, auditor } = options;
  const router = PromiseRouter();
  const document = createOpenApiDocument();
  router.get('/openapi.json', (_, res) => {
    res.json(document);
  });

  // Before the others, which refuse HEAD: here it is harmless.
  mountMetadataRoute({ ...services, router });
  mountLogoutRoutes({ ...services, router, auditor });
  mountSignInRoutes({ ...services, router, auditor });

  router.use(requireJson);
  const routes = OperationRouter.create({ router, httpAuth, guard });
  const withAudit = createWithAudit(auditor);
  mountPublicRoutes({ ...services, routes, auditor, withAudit });
  mountAdminRoutes({ ...services, routes, withAudit });
  mountSelfRoutes({ ...services, routes, withAudit });
  mountServiceRoutes({
    ...services,
    routes,
    directory: services.persistence.directory,
  });

  router.use(createErrorMiddleware());
  return router;
}
