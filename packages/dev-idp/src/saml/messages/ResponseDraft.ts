import { SamlEncryptionDraft } from '../encryption/encryptElement';
import { SamlSignatureDraft } from '../signing/SignatureDraft';

/** The name of a person (SAML core 2.2.3). @public */
export interface SamlNameIdDraft {
  /** XML: escape text, or put comments and children in. */
  xml: string;
  format?: string;
  nameQualifier?: string;
  spNameQualifier?: string;
}

/** Who may present an assertion (SAML core 2.4.1.1). @public */
export interface SamlConfirmationDraft {
  method: string;
  /** Times as they are written, so that they can be wrong. */
  notBefore?: string;
  notOnOrAfter?: string;
  recipient?: string;
  inResponseTo?: string;
  /** Leaves SubjectConfirmationData out. */
  withoutData?: boolean;
}

/** When and for whom an assertion is valid (SAML core 2.5). @public */
export interface SamlConditionsDraft {
  notBefore?: string;
  notOnOrAfter?: string;
  /** One AudienceRestriction each, with its audiences. */
  audienceRestrictions: string[][];
  /** Further XML inside. */
  xml?: string;
}

/** That somebody signed in (SAML core 2.7.2). @public */
export interface SamlAuthnStatementDraft {
  authnInstant?: string;
  sessionIndex?: string;
  sessionNotOnOrAfter?: string;
  /** AuthnContextClassRef. */
  authnContext?: string;
}

/** One attribute (SAML core 2.7.3.1). @public */
export interface SamlAttributeDraft {
  name: string;
  nameFormat?: string;
  friendlyName?: string;
  /** XML of each value. */
  values: string[];
}

/** One assertion before it is written and signed (SAML core 2.3.3). @public */
export interface SamlAssertionDraft {
  id: string;
  version: string;
  issueInstant: string;
  issuer?: string;
  nameId?: SamlNameIdDraft;
  confirmations: SamlConfirmationDraft[];
  conditions?: SamlConditionsDraft;
  authnStatements: SamlAuthnStatementDraft[];
  attributes: SamlAttributeDraft[];
  /** XML inside `Advice`. */
  advice?: string;
  signature?: SamlSignatureDraft;
  encryption?: SamlEncryptionDraft;
}

/** The outcome that an answer reports (SAML core 3.2.2.1). @public */
export interface SamlStatusDraft {
  code: string;
  subcode?: string;
  message?: string;
  /** XML inside `StatusDetail`. */
  detail?: string;
}

/** An answer before it is written and signed (SAML core 3.3.3). @public */
export interface SamlResponseDraft {
  id: string;
  version: string;
  issueInstant: string;
  issuer?: string;
  /** An empty text is written, undefined is not. */
  destination?: string;
  inResponseTo?: string;
  /** Undefined leaves the Status out. */
  status?: SamlStatusDraft;
  /** XML inside `Extensions`. */
  extensions?: string;
  assertions: SamlAssertionDraft[];
  signature?: SamlSignatureDraft;
}
