/**
 * Helpers for tests of backends that use single sign-on, and the contract
 * that every protocol has to keep.
 *
 * @packageDocumentation
 */

export * from './createProtocolTestContext';
export * from './runProtocolContract';
export * from './ssoServiceMock';
