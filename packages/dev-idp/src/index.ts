/**
 * Identity providers for development and tests; never for production.
 *
 * @packageDocumentation
 */
export { startDevIdp } from './oidc/startDevIdp';
export type {
  DevIdp,
  DevIdpLogoutOptions,
  DevIdpOptions,
  RecordedRequest,
} from './oidc/types';
export { startMisbehavingIdp } from './misbehaving/startMisbehavingIdp';
export { misbehaviours } from './misbehaving/misbehaviours';
export type { MisbehaviourDescription } from './misbehaving/misbehaviours';
export type { Misbehaviour } from './misbehaving/misbehaviourRules';
export { logoutMisbehaviours } from './misbehaving/logoutMisbehaviours';
export type {
  LogoutMisbehaviour,
  LogoutMisbehaviourDescription,
} from './misbehaving/logoutMisbehaviours';
export type {
  EndpointCall,
  MisbehavingEndpoint,
  MisbehavingIdp,
  MisbehavingIdpOptions,
} from './misbehaving/MisbehavingIdp';
export { startDevSamlIdp } from './saml/startDevSamlIdp';
export type {
  DevSamlIdp,
  DevSamlIdpOptions,
  DevSamlSettings,
  SamlBinding,
  SamlServiceProvider,
} from './saml/idp/types';
export { createSamlKey } from './saml/keys/createSamlKey';
export type {
  SamlKey,
  SamlKeyOptions,
  SamlKeyType,
} from './saml/keys/createSamlKey';
export { createSamlForge } from './saml/forge/createSamlForge';
export type {
  ForgedMessage,
  SamlForge,
  SamlForgeOptions,
  SamlLogoutContext,
} from './saml/forge/SamlForge';
export type { SamlAnswerContext } from './saml/messages/createResponseDraft';
export type {
  SamlAssertionDraft,
  SamlAttributeDraft,
  SamlAuthnStatementDraft,
  SamlConditionsDraft,
  SamlConfirmationDraft,
  SamlNameIdDraft,
  SamlResponseDraft,
  SamlStatusDraft,
} from './saml/messages/ResponseDraft';
export type {
  SamlLogoutRequestDraft,
  SamlLogoutResponseDraft,
} from './saml/messages/LogoutDraft';
export type { SamlIdpMetadataDraft } from './saml/messages/metadataXml';
export type { SamlSignatureDraft } from './saml/signing/SignatureDraft';
export type { SamlEncryptionDraft } from './saml/encryption/encryptElement';
export type {
  SamlParameter,
  SamlRedirectOptions,
} from './saml/bindings/redirectBinding';
export { samlAttacks } from './saml/attacks/samlAttacks';
export type {
  SamlAttack,
  SamlAttackContext,
  SamlAttackSettings,
  SamlRefusalCode,
} from './saml/attacks/types';
export { samlLogoutAttacks } from './saml/attacks/samlLogoutAttacks';
export type {
  SamlLogoutAttack,
  SamlLogoutAttackContext,
  SamlLogoutMessage,
} from './saml/attacks/logoutTypes';
export { samlMetadataAttacks } from './saml/attacks/samlMetadataAttacks';
export type {
  SamlMetadataAttack,
  SamlMetadataAttackContext,
} from './saml/attacks/samlMetadataAttacks';
export { samlRelayStates } from './saml/attacks/samlRelayStates';
export type { HostileRelayState } from './saml/attacks/samlRelayStates';
export { signInAt } from './browser/signInAt';
export { IdpBrowser } from './browser/IdpBrowser';
export type {
  BrowserStart,
  Credentials,
  FinalRedirect,
} from './browser/IdpBrowser';
export { developmentPeople } from './people';
export type { DevPerson } from './people';
export type { LoopbackHost } from './loopback';
