export { browserNavigation, type BrowserNavigation } from './browserNavigation';
export { cleanAddress } from './cleanAddress';
export { portalBasePath } from './portalBasePath';
export { readReturnTo } from './readReturnTo';
export { readSetupKey } from './readSetupKey';
export { readSignInError, type SignInError } from './readSignInError';
export { reloadWhenRestored } from './reloadWhenRestored';
