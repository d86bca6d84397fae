/**
 * Turns a finished Latchkey sign-in into a Backstage identity.
 *
 * @packageDocumentation
 */

export { authModuleSsoProvider as default } from './module';
