import type { ConfigApi } from '@backstage/frontend-plugin-api';

/**
 * Path below which the portal is served, without a slash at its end: empty
 * for `https://portal.example.com`, `/portal` for a path.
 */
export function portalBasePath(configApi: ConfigApi): string {
  const baseUrl = configApi.getOptionalString('app.baseUrl') ?? '/';
  // The base URL may be a path only.
  const { pathname } = new URL(baseUrl, 'http://portal.invalid');
  return pathname.replace(/\/+$/, '');
}
