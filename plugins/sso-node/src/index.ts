/**
 * Ports, extension points and helpers for building SSO protocol modules.
 *
 * @packageDocumentation
 */

export * from './administrators/readAdministrators';
export * from './claims/readClaimPath';
export * from './claims/toText';
export * from './claims/toTextList';
export * from './disabledPlugins/readDisabledPlugins';
export * from './extensions';
export * from './http/concealQuery';
export * from './outbound/assertAddressAllowed';
export * from './outbound/createOutboundFetch';
export type * from './outbound/OutboundOptions';
export * from './outbound/readOutboundOptions';
export type { PassportRequest } from './passport/createPassportRequest';
export type * from './passport/PassportOutcome';
export * from './passport/runPassportStrategy';
export * from './protocol/fetchedSettings';
export type * from './protocol/SsoLogout';
export type * from './protocol/SsoProtocol';
export type * from './protocol/SsoProtocolContext';
export type * from './protocol/SsoSetup';
export type * from './protocol/SsoSignIn';
export * from './protocol/settingsSchema';
export * from './resolver/SsoSignInResolver';
export * from './service/DefaultSsoService';
export * from './service/SsoService';
export * from './service/ssoServiceRef';
