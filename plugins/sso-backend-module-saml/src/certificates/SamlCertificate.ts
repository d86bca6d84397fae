import type { KeyObject } from 'node:crypto';

/** A certificate, read once; only its key matters to signatures. */
export interface SamlCertificate {
  readonly pem: string;
  readonly publicKey: KeyObject;
  readonly keyType: 'rsa' | 'ec';
  /** Bits of an RSA modulus, or of the curve. */
  readonly keySize: number;
  /** Lower-case hexadecimal digits without separators. */
  readonly sha1: string;
  readonly sha256: string;
  /** Distinguished names in one line: `CN=idp.example.com, O=Example`. */
  readonly subject: string;
  readonly issuer: string;
  /** The CN of the subject, or the whole subject when it has none. */
  readonly commonName: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}
