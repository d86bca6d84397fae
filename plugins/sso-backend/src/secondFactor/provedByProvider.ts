/** Kinds of factor of `amr` values (RFC 8176, section 2). */
const FACTORS: ReadonlyMap<string, 'knowledge' | 'possession' | 'inherence'> =
  new Map([
    ['kba', 'knowledge'],
    ['pin', 'knowledge'],
    ['pwd', 'knowledge'],
    ['hwk', 'possession'],
    ['otp', 'possession'],
    ['pop', 'possession'],
    ['sc', 'possession'],
    ['sms', 'possession'],
    ['swk', 'possession'],
    ['tel', 'possession'],
    ['face', 'inherence'],
    ['fpt', 'inherence'],
    ['iris', 'inherence'],
    ['retina', 'inherence'],
    ['vbm', 'inherence'],
  ]);

/** Values that say by themselves that there was more than one factor. */
const MULTIPLE_FACTORS: ReadonlySet<string> = new Set([
  // RFC 8176, section 2.
  'mfa',
  // REFEDS Multi-Factor Authentication Profile, section 2.
  'https://refeds.org/profile/mfa',
  // What AD FS and Microsoft Entra ID write into the AuthnContextClassRef.
  'http://schemas.microsoft.com/claims/multipleauthn',
  // Authentication Context for SAML 2.0, section 3.4.
  'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorUnregistered',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI',
]);

/**
 * Whether a provider says that it has checked a second factor: it names
 * authentication with several factors, or methods of two different kinds. Two
 * of one kind, such as a password and a security question, are one factor.
 * What says nothing about a factor (`geo`, `rba`, `user`, `wia`, `mca` …) does
 * not count.
 *
 * @param methods - `amr` of OpenID Connect, or AuthnContext classes of SAML;
 *   they are compared exactly
 */
export function provedByProvider(
  methods: readonly string[] | undefined = [],
): boolean {
  const kinds = new Set(methods.flatMap(method => FACTORS.get(method) ?? []));
  return kinds.size > 1 || methods.some(method => MULTIPLE_FACTORS.has(method));
}
