import { SamlKey } from '../keys/createSamlKey';

/** How an element is going to be signed (SAML core 5.4). @public */
export interface SamlSignatureDraft {
  key: SamlKey;
  /** URI; `rsa-sha256` or `ecdsa-sha256` by the type of the key. */
  signatureAlgorithm: string;
  /** URI. */
  digestAlgorithm: string;
  /** URIs in their order. */
  transforms: string[];
  /** URI. */
  canonicalization: string;
  /** Refers to the whole document with `URI=""`. */
  emptyUri: boolean;
  /** In KeyInfo, in PEM; undefined leaves KeyInfo out. */
  certificate?: string;
}
