import type { CertificateReading } from '../certificates/readCertificates';

/** Where a provider takes messages of one kind. */
export interface MetadataEndpoint {
  readonly binding: 'redirect' | 'post';
  readonly location: string;
  /** Where answers go when that is another address. */
  readonly responseLocation?: string;
}

/** What metadata says of one identity provider. */
export interface ProviderMetadata {
  readonly entityId: string;
  readonly displayName?: string;
  /** Of the keys that it signs with; the unusable ones too. */
  readonly certificates: readonly CertificateReading[];
  /** HTTP-Redirect before HTTP-POST, so the first is the one to use. */
  readonly signIn: readonly MetadataEndpoint[];
  readonly signOut: readonly MetadataEndpoint[];
  /** Addresses that are not used because they are not https. */
  readonly refusedLocations: readonly string[];
  readonly nameIdFormats: readonly string[];
  /** The provider takes signed requests only. */
  readonly wantsSignedRequests: boolean;
  /** The earliest one that counts for it. */
  readonly validUntil?: Date;
  /** Whether a signature covers it; verified only with a certificate. */
  readonly isSigned: boolean;
}
