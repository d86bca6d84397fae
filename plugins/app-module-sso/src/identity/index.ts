export { SsoAuthClient } from './SsoAuthClient';
export { SsoIdentity } from './SsoIdentity';
export type { SsoSession } from './SsoSession';
