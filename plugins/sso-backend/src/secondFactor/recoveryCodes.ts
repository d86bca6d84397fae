import { Secret } from 'otpauth';
import { hashBearer } from '../secrets/bearer';
import { withoutGaps } from './authenticatorCodes';

const COUNT = 10;
/** 16 letters of base32. */
const BYTES = 10;
const LETTERS = /^[A-Z2-7]{16}$/;

/** Ten codes for when the authenticator is lost: `ABCD-EFGH-IJKL-MNOP`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () =>
    new Secret({ size: BYTES }).base32.replace(/.{4}(?=.)/g, '$&-'),
  );
}

/**
 * What is stored of a recovery code. With 80 random bits it needs no salt and
 * no slow hash.
 *
 * @param typed - in any case, with or without hyphens
 * @returns undefined for what cannot be one
 */
export function hashRecoveryCode(typed: string): string | undefined {
  const letters = withoutGaps(typed).toUpperCase();
  return LETTERS.test(letters) ? hashBearer(letters) : undefined;
}
