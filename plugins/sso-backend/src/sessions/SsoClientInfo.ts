/** The browser that makes a request, as far as the portal can tell. */
export interface SsoClientInfo {
  /** `req.ip`: that of a proxy unless `backend.trustProxy` is set. */
  readonly address?: string;
  readonly userAgent?: string;
}
