/**
 * Shows Latchkey accounts and groups in the Catalog.
 *
 * @packageDocumentation
 */

export { catalogModuleSso as default } from './module';
