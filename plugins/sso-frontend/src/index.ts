/**
 * Settings pages of Latchkey.
 *
 * @packageDocumentation
 */

export { ssoPlugin as default } from './plugin';
export { ssoTranslationRef } from './translation';
