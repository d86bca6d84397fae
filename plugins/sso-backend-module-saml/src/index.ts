/**
 * SAML 2.0 for single sign-on.
 *
 * @packageDocumentation
 */

export { ssoModuleSaml as default } from './module';
