import { Secret, TOTP } from 'otpauth';

// What every authenticator app understands (RFC 6238): the other values that
// the standard knows are ignored by many of them.
const OPTIONS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** Codes of one step before and after count, for clocks that differ. */
const WINDOW = 1;

const CODE = /^\d{6}$/;

/** A new key of 160 bits, as RFC 4226, section 4, recommends; in base32. */
export function newAuthenticatorKey(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that authenticator apps read from a QR code. */
export function authenticatorUri(options: {
  key: string;
  /** The portal, as the app shows it. */
  issuer: string;
  /** The account, as the app shows it. */
  label: string;
}): string {
  const { key, issuer, label } = options;
  return new TOTP({
    ...OPTIONS,
    issuer,
    label,
    secret: Secret.fromBase32(key),
  }).toString();
}

/** What a person typed, without the gaps that apps show. */
export function withoutGaps(typed: string): string {
  return typed.replace(/[\s-]/g, '');
}

/**
 * @param code - without gaps
 * @returns the time step that the code belongs to; undefined when it is wrong
 */
export function stepOfCode(
  key: string,
  code: string,
  at: Date,
): number | undefined {
  if (!CODE.test(code)) {
    return undefined;
  }
  const timestamp = at.getTime();
  const difference = TOTP.validate({
    ...OPTIONS,
    token: code,
    secret: Secret.fromBase32(key),
    timestamp,
    window: WINDOW,
  });
  return difference === null
    ? undefined
    : TOTP.counter({ period: OPTIONS.period, timestamp }) + difference;
}
