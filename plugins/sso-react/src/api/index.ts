export { ssoApiRef } from './ssoApiRef';
export type { SsoApi, SsoCallInput } from './SsoApi';
export { SsoClient } from './SsoClient';
