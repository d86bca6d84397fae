/**
 * The address in the answer of the logout endpoint. Only http and https lead
 * anywhere: an address such as `javascript:…` would run in this page, and is
 * taken for none.
 */
export function readProviderLogoutUrl(body: unknown): string | undefined {
  const { providerLogoutUrl } = (body ?? {}) as {
    providerLogoutUrl?: unknown;
  };
  if (typeof providerLogoutUrl !== 'string') {
    return undefined;
  }
  const isWebAddress =
    URL.canParse(providerLogoutUrl) &&
    ['http:', 'https:'].includes(new URL(providerLogoutUrl).protocol);
  return isWebAddress ? providerLogoutUrl : undefined;
}
