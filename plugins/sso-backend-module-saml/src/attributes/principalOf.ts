import type { SamlNameId } from '../verify/VerifiedMessage';

const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

/** Who may be left out of a NameID because it goes without saying. */
export interface NameIdScope {
  /** Entity ID of the provider. */
  readonly issuer: string;
  /** Entity ID of the portal. */
  readonly audience: string;
}

/**
 * One text for all ways to write a NameID that mean the same (SAML core
 * 2.2.2 and 8.3): a logout request need not repeat qualifiers that name the
 * provider and the portal, nor the unspecified format.
 */
export function principalOf(
  { value, format, nameQualifier, spNameQualifier }: SamlNameId,
  { issuer, audience }: NameIdScope,
): string {
  return JSON.stringify({
    value,
    format: format || unspecified,
    ...(nameQualifier && nameQualifier !== issuer ? { nameQualifier } : {}),
    ...(spNameQualifier && spNameQualifier !== audience
      ? { spNameQualifier }
      : {}),
  });
}
