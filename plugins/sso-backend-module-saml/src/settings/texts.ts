const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a text is an address of a provider that browsers may be sent to:
 * https, or http on this machine, without credentials and fragment.
 */
export function isProviderUrl(value: string): boolean {
  if (
    !/^https?:\/\/[^\s\\#]+$/i.test(value) ||
    !isSingleLine(value) ||
    !URL.canParse(value)
  ) {
    return false;
  }
  const { protocol, hostname, username, password } = new URL(value);
  return (
    (protocol === 'https:' ||
      (protocol === 'http:' && LOOPBACK.test(hostname))) &&
    !username &&
    !password
  );
}

/**
 * Whether a text can be an entity ID: a URI of at most 1024 characters (SAML
 * core 8.3.6). It is a name and never called, so any scheme will do.
 */
export function isEntityId(value: string): boolean {
  return value.length <= 1024 && /^\S+$/.test(value) && isSingleLine(value);
}

/** Lower-case digits of a fingerprint; colons and spaces are for people. */
export function normalizeFingerprint(value: string): string {
  return value
    .replace(/^sha-?(?:1|256)(?: fingerprint)?\s*[=:]/i, '')
    .replace(/[\s:]/g, '')
    .toLowerCase();
}

/** SHA-1 has 40 digits, SHA-256 has 64. */
export function isFingerprint(digits: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(digits);
}

/** Free of control characters and of what no XML document can hold. */
export function isSingleLine(value: string): boolean {
  return !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(value);
}
