import type { SsoSingleUse } from '@latchkey/plugin-sso-node';
import type { VerifiedAnswer } from '../verify';

/**
 * What makes an assertion one that is taken once. Its id is unique at its
 * issuer only (SAML core 1.3.4).
 */
export function singleUseOf({
  assertionId,
  issuer,
  expiresAt,
}: Pick<VerifiedAnswer, 'assertionId' | 'issuer' | 'expiresAt'>): SsoSingleUse {
  return { id: JSON.stringify([issuer, assertionId]), until: expiresAt };
}
