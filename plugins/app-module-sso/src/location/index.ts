export { browserNavigation, type BrowserNavigation } from './browserNavigation';
export { cleanAddress } from './cleanAddress';
export { readNosso, removeNosso } from './nosso';
export { endOverrideTurn, takeOverrideTurn } from './overrideGuard';
export { portalBasePath } from './portalBasePath';
export { readPortalPath, readReturnTo } from './readReturnTo';
export { readSignInKey, type SignInKey } from './readSignInKey';
export { readSignInError, type SignInError } from './readSignInError';
export { reloadWhenRestored } from './reloadWhenRestored';
