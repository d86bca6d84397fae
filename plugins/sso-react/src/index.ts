/**
 * Client, hooks and small components shared by the Latchkey frontend packages.
 *
 * @packageDocumentation
 */

export * from './api';
export * from './components';
export * from './errors';
export * from './hooks';
