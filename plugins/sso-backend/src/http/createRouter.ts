import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { SsoServices } from '../createServices';
import { AdministratorGuard } from './AdministratorGuard';
import { mountAdminRoutes } from './adminRoutes';
import { createErrorMiddleware } from './errorMiddleware';
import { createOpenApiDocument } from './openapi';
import { OperationRouter } from './operationRouter';
import { mountPublicRoutes } from './publicRoutes';
import { requireJson } from './requireJson';
import { mountServiceRoutes } from './serviceRoutes';
import { mountSignInRoutes } from './signInRoutes';
import { createWithAudit } from './withAudit';

/** Icons are data URLs of up to 64 kB; everything else is small. */
const MAX_BODY = '512kb';

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

  mountSignInRoutes({ ...services, router, auditor });

  router.use(requireJson);
  router.use(express.json({ limit: MAX_BODY }));
  const routes = OperationRouter.create({ router, httpAuth, guard });
  const withAudit = createWithAudit(auditor);
  mountPublicRoutes({ ...services, routes, auditor, withAudit });
  mountAdminRoutes({ ...services, routes, withAudit });
  mountServiceRoutes({
    ...services,
    routes,
    directory: services.persistence.directory,
  });

  router.use(createErrorMiddleware());
  return router;
}
