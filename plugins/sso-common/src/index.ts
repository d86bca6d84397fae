/**
 * Types, schemas, permissions and error codes shared by the Latchkey packages.
 *
 * @packageDocumentation
 */

export * from './api';
export * from './connection/connection';
export * from './connection/icons';
export * from './connection/policy';
export * from './connection/portalPath';
export * from './errors/errorCodes';
export * from './errors/SsoError';
export * from './gate/accountGate';
export * from './identity/AssertedIdentity';
export * from './permissions';
