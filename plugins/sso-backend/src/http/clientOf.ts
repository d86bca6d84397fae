import type { Request } from 'express';
import type { SsoClientInfo } from '../sessions/SsoClientInfo';

const MAX_USER_AGENT_LENGTH = 400;

/** Reads who makes a request; what it says about itself is only shown. */
export function clientOf(req: Request): SsoClientInfo {
  return {
    address: req.ip,
    userAgent: req
      .get('user-agent')
      ?.replace(/\p{Cc}/gu, ' ')
      .slice(0, MAX_USER_AGENT_LENGTH),
  };
}
