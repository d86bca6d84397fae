import type {
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { SsoService } from '@latchkey/plugin-sso-node';
import type { Request, Response } from 'express';
import type { BrowserBindingCookie } from '../cookies/BrowserBindingCookie';
import type { SsoSessionCookie } from '../cookies/SsoSessionCookie';
import type { SsoIdentityIssuer } from '../identity/SsoIdentityIssuer';
import type { PortalRedirects } from '../PortalRedirects';

/** What the handlers of the routes share. */
export interface SsoHandlerContext {
  readonly sso: SsoService;
  readonly discovery: DiscoveryService;
  readonly logger: LoggerService;
  readonly isOriginAllowed: (origin: string) => boolean;
  readonly portal: PortalRedirects;
  readonly sessionCookie: SsoSessionCookie;
  readonly bindingCookie: BrowserBindingCookie;
  readonly identityIssuer: SsoIdentityIssuer;
}

/** Answers one request. */
export type SsoHandler = (
  context: SsoHandlerContext,
  req: Request,
  res: Response,
) => Promise<void>;
