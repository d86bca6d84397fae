import { DevPerson } from '../../people';
import { ForgedMessage, SamlForge } from '../forge/SamlForge';
import { SamlAnswerContext } from '../messages/createResponseDraft';

/**
 * The codes by which a service provider refuses SAML messages here; each of
 * them is an `SsoErrorCode`.
 *
 * @public
 */
export type SamlRefusalCode =
  | 'callback-malformed'
  | 'provider-denied'
  | 'saml-xml-refused'
  | 'saml-structure-invalid'
  | 'saml-status'
  | 'saml-signature-missing'
  | 'saml-signature-invalid'
  | 'saml-signature-malformed'
  | 'saml-algorithm-refused'
  | 'saml-decryption-failed'
  | 'saml-encryption-missing'
  | 'saml-issuer-mismatch'
  | 'saml-audience-mismatch'
  | 'saml-recipient-mismatch'
  | 'saml-request-mismatch'
  | 'saml-confirmation-invalid'
  | 'saml-expired'
  | 'saml-not-yet-valid'
  | 'saml-time-invalid'
  | 'saml-subject-missing'
  | 'saml-authentication-missing'
  | 'saml-logout-invalid'
  | 'saml-metadata-invalid'
  | 'saml-metadata-expired'
  | 'saml-metadata-entity'
  | 'saml-metadata-signature'
  | 'saml-metadata-keys-replaced';

/** For which sign-in an attack is made. @public */
export interface SamlAttackContext extends SamlAnswerContext {
  /** ID of the AuthnRequest that the service provider waits for. */
  requestId: string;
  /** The account of the attacker, for which there are genuine answers. */
  person: DevPerson;
  /** Whom the attacker wants to be. */
  victim: DevPerson;
  /** Of the service provider, in PEM, with an RSA key. */
  encryptionCertificate: string;
  /** An address that nobody may ever ask; for entities that are fetched. */
  sinkUrl?: string;
}

/**
 * Settings of the service provider that a message is meant for, by the names
 * of the SAML settings; everything else is as strict as by default, with
 * `wantAssertionsSigned`.
 *
 * @public
 */
export interface SamlAttackSettings {
  wantAssertionsSigned?: boolean;
  wantResponseSigned?: boolean;
  wantAssertionsEncrypted?: boolean;
}

/** One message that a service provider has to refuse, or to accept. @public */
export interface SamlAttack {
  /** Row and variant, such as `S20-comment`; unique. */
  readonly id: string;
  /** Such as `S20`. */
  readonly row: string;
  /** What is wrong, in one sentence. */
  readonly title: string;
  /** Unusual but honest: it has to be accepted. */
  readonly accept: boolean;
  /** Any of these codes is right; none when it has to be accepted. */
  readonly expectedCodes: readonly SamlRefusalCode[];
  /** The same message without what is wrong, which has to be accepted. */
  honestTwin(
    forge: SamlForge,
    context: SamlAttackContext,
  ): Promise<ForgedMessage>;
  build(forge: SamlForge, context: SamlAttackContext): Promise<ForgedMessage>;
  /** Changes of the settings for both messages. */
  readonly settings?: SamlAttackSettings;
}
