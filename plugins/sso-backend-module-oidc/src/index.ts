/**
 * OpenID Connect for single sign-on.
 *
 * @packageDocumentation
 */

export { ssoModuleOidc as default } from './module';
