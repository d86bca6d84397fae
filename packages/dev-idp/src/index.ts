/**
 * Identity providers for development and tests; never for production.
 *
 * @packageDocumentation
 */
export { startDevIdp } from './oidc/startDevIdp';
export type { DevIdp, DevIdpOptions, RecordedRequest } from './oidc/types';
export { startMisbehavingIdp } from './misbehaving/startMisbehavingIdp';
export { misbehaviours } from './misbehaving/misbehaviours';
export type { MisbehaviourDescription } from './misbehaving/misbehaviours';
export type { Misbehaviour } from './misbehaving/misbehaviourRules';
export type {
  EndpointCall,
  MisbehavingEndpoint,
  MisbehavingIdp,
  MisbehavingIdpOptions,
} from './misbehaving/MisbehavingIdp';
export { signInAt } from './browser/signInAt';
export { IdpBrowser } from './browser/IdpBrowser';
export type { Credentials, FinalRedirect } from './browser/IdpBrowser';
export { developmentPeople } from './people';
export type { DevPerson } from './people';
export type { LoopbackHost } from './loopback';
