import type { SsoEvidence } from '@latchkey/plugin-sso-common';
import type { SamlCertificate } from '../certificates/SamlCertificate';

/** Who a message is about (SAML core 2.2.3). */
export interface SamlNameId {
  readonly value: string;
  readonly format?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
}

/** An attribute of an assertion (SAML core 2.7.3.1). */
export interface SamlAttribute {
  readonly name: string;
  /** How {@link SamlAttribute.name} is to be read; not needed to find it. */
  readonly nameFormat?: string;
  readonly friendlyName?: string;
  /** Whole texts, in their order; a NameID inside a value counts as its text. */
  readonly values: readonly string[];
}

/** What a verified answer says, read from signed elements only. */
export interface VerifiedAnswer {
  readonly assertionId: string;
  readonly issuer: string;
  readonly nameId: SamlNameId;
  readonly attributes: readonly SamlAttribute[];
  readonly sessionIndex?: string;
  readonly authenticatedAt?: Date;
  readonly authnContext?: string;
  /** After this moment the answer is refused for its age anyway. */
  readonly expiresAt: Date;
  /** The certificate whose key verified the signature. */
  readonly signedBy: SamlCertificate;
  /** Each check with what it saw, for the trace. */
  readonly checks: readonly SsoEvidence[];
}

/** Status of a response (SAML core 3.2.2). */
export interface SamlStatus {
  readonly success: boolean;
  /** The status code, and the one below it if there is one. */
  readonly codes: readonly string[];
  /** What the provider says about it, in one bounded line. */
  readonly message?: string;
}

/** What a verified LogoutRequest of the provider says. */
export interface VerifiedLogoutRequest {
  readonly id: string;
  readonly issuer: string;
  readonly nameId: SamlNameId;
  /** Sessions at the provider; without any, all of the person. */
  readonly sessionIndexes: readonly string[];
  /** After this moment the message is refused for its age anyway. */
  readonly expiresAt: Date;
  readonly checks: readonly SsoEvidence[];
}

/** What a verified LogoutResponse of the provider says. */
export interface VerifiedLogoutResponse {
  readonly id: string;
  readonly issuer: string;
  readonly status: SamlStatus;
  /** False when the provider did not end everything it should have. */
  readonly complete: boolean;
  readonly expiresAt: Date;
  readonly checks: readonly SsoEvidence[];
}
