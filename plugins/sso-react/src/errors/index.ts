export { SsoApiError } from './SsoApiError';
export { SsoInputError, type SsoInputErrorField } from './SsoInputError';
export { readSsoErrorResponse } from './readSsoErrorResponse';
