/**
 * Whether a text is an absolute http(s) URL without credentials, query or
 * fragment.
 */
export function isAbsoluteHttpUrl(value: string): boolean {
  if (!URL.canParse(value) || /[?#\s\\]/.test(value)) {
    return false;
  }
  const { protocol, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && !username && !password;
}

/**
 * Whether a text can be an issuer (OpenID Connect Discovery §2). Plain http
 * is possible for development only: the outbound policy decides.
 */
export function isIssuer(value: string): boolean {
  return isAbsoluteHttpUrl(value) && !value.includes('/.well-known/');
}
