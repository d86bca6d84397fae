import type { KeyObject } from 'node:crypto';
import type { SamlCertificate } from '../certificates/SamlCertificate';
import type { SamlSettings } from '../settings';
import type { VerificationClock } from './VerificationClock';
import type { VerificationLog } from './VerificationLog';

/** The settings that verification follows. */
export type VerificationSettings = Pick<
  SamlSettings,
  | 'entityId'
  | 'certificateFingerprint'
  | 'wantAssertionsSigned'
  | 'wantResponseSigned'
  | 'wantAssertionsEncrypted'
  | 'clockToleranceSeconds'
  | 'allowLegacyAlgorithms'
  | 'acceptExpiredCertificates'
  | 'authnContext'
  | 'forceAuthn'
>;

/** What an answer is verified against. */
export interface VerifyAnswerOptions {
  /** The decoded message. */
  readonly xml: string;
  readonly settings: VerificationSettings;
  /** Certificates of the provider; without any, the fingerprint counts. */
  readonly certificates: readonly SamlCertificate[];
  /** Private keys of the portal: current, next, previous. */
  readonly decryptionKeys: ReadonlyArray<KeyObject | string>;
  /** Where the answer came to. */
  readonly acsUrl: string;
  /** Entity ID of the portal. */
  readonly audience: string;
  /** Id of the AuthnRequest; without one the answer has to be unsolicited. */
  readonly requestId?: string;
  /** When the AuthnRequest was made. */
  readonly requestedAt?: Date;
  readonly now: Date;
  /** Shows the message itself, without what would let it be used again. */
  readonly debug?: boolean;
}

/** What all checks of one answer share. */
export interface AnswerContext {
  readonly options: VerifyAnswerOptions;
  readonly log: VerificationLog;
  readonly clock: VerificationClock;
}
