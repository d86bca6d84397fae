export { useSsoAction, type SsoAction } from './useSsoAction';
export { useSsoOperation, type SsoOperationState } from './useSsoOperation';
