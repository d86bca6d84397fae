/**
 * The Latchkey sign-in page, a module of the `app` plugin.
 *
 * @packageDocumentation
 */

export { ssoSignInModule as default } from './module';
export { ssoSignInTranslationRef } from './translation';
