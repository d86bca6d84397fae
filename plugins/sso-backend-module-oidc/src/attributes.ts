import type { SsoAttributeValue } from '@latchkey/plugin-sso-common';

// Say something about the token, not about the person.
const technicalClaims = new Set([
  'at_hash',
  'aud',
  'azp',
  'c_hash',
  'exp',
  'iat',
  'jti',
  'nbf',
  'nonce',
  's_hash',
  'sid',
]);
const MAX_DEPTH = 10;

function clean(value: unknown, depth: number): SsoAttributeValue | undefined {
  if (depth > MAX_DEPTH) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value
      .map(entry => clean(entry, depth + 1))
      .filter(entry => entry !== undefined);
  }
  if (typeof value === 'object' && value !== null) {
    return cleanObject(value, depth);
  }
  return value as SsoAttributeValue;
}

// fromEntries defines own properties, so no key can reach a prototype.
function cleanObject(
  value: object,
  depth: number,
): Record<string, SsoAttributeValue> {
  const entries: Array<[string, SsoAttributeValue]> = [];
  for (const [key, entry] of Object.entries(value)) {
    const cleaned = key === '__proto__' ? undefined : clean(entry, depth + 1);
    if (cleaned !== undefined) {
      entries.push([key, cleaned]);
    }
  }
  return Object.fromEntries(entries);
}

/** The claims about the person, in a form that is safe to keep. */
export function toAttributes(
  claims: Readonly<Record<string, unknown>>,
): Record<string, SsoAttributeValue> {
  return cleanObject(
    Object.fromEntries(
      Object.entries(claims).filter(([name]) => !technicalClaims.has(name)),
    ),
    0,
  );
}
