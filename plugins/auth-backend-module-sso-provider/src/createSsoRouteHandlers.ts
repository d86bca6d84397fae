import type {
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  AuthProviderRouteHandlers,
  AuthResolverContext,
} from '@backstage/plugin-auth-node';
import { concealQuery, type SsoService } from '@latchkey/plugin-sso-node';
import type { Request, Response } from 'express';
import { BrowserBindingCookie } from './cookies/BrowserBindingCookie';
import { SsoSessionCookie } from './cookies/SsoSessionCookie';
import { endSession } from './handlers/endSession';
import { finishOwnSignIn } from './handlers/finishOwnSignIn';
import { finishRedirect } from './handlers/finishRedirect';
import type { SsoHandler } from './handlers/SsoHandlerContext';
import { refreshIdentity } from './handlers/refreshIdentity';
import { startSignIn } from './handlers/startSignIn';
import { SsoIdentityIssuer } from './identity/SsoIdentityIssuer';
import { PortalRedirects } from './PortalRedirects';

/** Options of {@link createSsoRouteHandlers}. */
export interface SsoRouteHandlersOptions {
  /** Name under which the `auth` plugin mounts the routes: `sso`. */
  readonly providerId: string;
  /** External base URL of the `auth` plugin. */
  readonly baseUrl: string;
  /** External base URL of the app. */
  readonly appUrl: string;
  readonly isOriginAllowed: (origin: string) => boolean;
  readonly resolverContext: AuthResolverContext;
  readonly logger: LoggerService;
  readonly discovery: DiscoveryService;
  readonly sso: SsoService;
  /** Whether tokens carry the ownership claim, which limits its size. */
  readonly ownershipInToken: boolean;
}

/**
 * The routes of the provider: `start`, `handler/frame`, `refresh`, `logout`.
 */
export function createSsoRouteHandlers(
  options: SsoRouteHandlersOptions,
): AuthProviderRouteHandlers {
  const { sso, discovery, logger, isOriginAllowed } = options;
  const providerUrl = `${options.baseUrl}/${options.providerId}`;
  const context = {
    sso,
    discovery,
    logger,
    isOriginAllowed,
    portal: PortalRedirects.create({ appUrl: options.appUrl }),
    sessionCookie: SsoSessionCookie.create({ providerUrl }),
    bindingCookie: BrowserBindingCookie.create({ providerUrl }),
    identityIssuer: SsoIdentityIssuer.create(options),
  };
  const route =
    (handler: SsoHandler) =>
    async (req: Request, res: Response): Promise<void> => {
      // Addresses and answers of these routes carry single-use values.
      res.set({
        'Cache-Control': 'no-store',
        'Referrer-Policy': 'no-referrer',
      });
      concealQuery(req);
      await handler(context, req, res);
    };

  return {
    start: route(startSignIn),
    frameHandler: route((...args) =>
      args[1].method === 'POST'
        ? finishOwnSignIn(...args)
        : finishRedirect(...args),
    ),
    refresh: route(refreshIdentity),
    logout: route(endSession),
  };
}
