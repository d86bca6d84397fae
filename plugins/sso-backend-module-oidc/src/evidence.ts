import type { SsoEvidence } from '@latchkey/plugin-sso-common';
import type { IDToken } from 'openid-client';
import type { ClaimSources } from './claims';
import { toAttributes } from './attributes';
import { OidcSettings, responseModeOf } from './settings';

const timeOf = (seconds: number | undefined) =>
  seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();

function describeIdToken(claims: IDToken, settings: OidcSettings) {
  return {
    issuer: claims.iss,
    audience: claims.aud,
    authorizedParty: claims.azp,
    issuedAt: timeOf(claims.iat),
    expiresAt: timeOf(claims.exp),
    algorithm: settings.idTokenSignedResponseAlg,
  };
}

function checksOf(settings: OidcSettings, userinfo: boolean): string[] {
  return [
    'state',
    'issuer of the answer',
    ...(settings.responseType === 'id_token' ? [] : ['code with PKCE S256']),
    'signature',
    'algorithm',
    'issuer',
    'audience',
    'expiry',
    'nonce',
    'subject',
    ...(userinfo ? ['subject of userinfo'] : []),
  ];
}

/** What was checked and seen; never a token, code, nonce or secret. */
export function toEvidence(
  { idToken, userinfo }: ClaimSources,
  settings: OidcSettings,
): SsoEvidence[] {
  return [
    {
      label: 'Answer',
      value: `${settings.responseType} by ${responseModeOf(settings)}`,
    },
    { label: 'Checks passed', value: checksOf(settings, Boolean(userinfo)) },
    { label: 'ID token', value: describeIdToken(idToken, settings) },
    { label: 'Claims of the ID token', value: toAttributes(idToken) },
    ...(userinfo
      ? [{ label: 'Claims of userinfo', value: toAttributes(userinfo) }]
      : []),
  ];
}
