const FALLBACK_LIFETIME = 5 * 60_000;
const LARGEST_MARGIN = 5 * 60_000;

/** When a token expires and when to fetch the next one, in milliseconds. */
export interface TokenLifetime {
  readonly refreshAt: number;
  readonly expiresAt: number;
}

/**
 * Reads the `exp` of a Backstage token. Only for scheduling: the backend
 * verifies the token, not the browser.
 */
export function tokenLifetime(token: string, now: number): TokenLifetime {
  const expiresAt = readExpiry(token) ?? now + FALLBACK_LIFETIME;
  const remaining = Math.max(expiresAt - now, 0);
  // Short-lived tokens would otherwise be fetched anew for every request.
  const margin = Math.min(LARGEST_MARGIN, remaining / 4);
  return { refreshAt: expiresAt - margin, expiresAt };
}

function readExpiry(token: string): number | undefined {
  try {
    const payload = token.split('.')[1];
    const base64 = payload.replace(/-/g, '+').replace(/_/g, '/');
    const { exp } = JSON.parse(window.atob(base64));
    return typeof exp === 'number' ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
