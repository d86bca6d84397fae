/** An encrypted value with the id of the key that opens it. */
export interface SealedValue {
  readonly keyId: string;
  /** base64url of nonce, ciphertext and authentication tag. */
  readonly ciphertext: string;
}

/**
 * Encrypts what must not be readable in the database or its backups.
 */
export interface SecretCipher {
  /**
   * @param plaintext - the value
   * @param context - where the value belongs, such as `connection:okta:clientSecret`;
   *   a sealed value moved elsewhere does not open
   */
  seal(plaintext: string, context: string): SealedValue;

  /** @throws Error when the key is unknown or the value was changed or moved. */
  open(sealed: SealedValue, context: string): string;

  /** Keyed digest that tells two secrets apart without revealing them. */
  fingerprint(plaintext: string): string;

  /** True when the value should be sealed anew with the current key. */
  isOutdated(sealed: SealedValue): boolean;
}
