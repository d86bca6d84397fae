import { CompactSign, base64url } from 'jose';
import { TokenDraft } from './types';

/** Turns a draft into a JWS in compact form (RFC 7515 §7.1), right or wrong. */
export async function signToken(draft: TokenDraft): Promise<string> {
  const payload = JSON.stringify(draft.payload);
  if (draft.signature.kind === 'none') {
    const header = JSON.stringify(draft.header);
    return `${base64url.encode(header)}.${base64url.encode(payload)}.`;
  }
  const critical = Array.isArray(draft.header.crit) ? draft.header.crit : [];
  return new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader(draft.header)
    .sign(
      draft.signature.kind === 'hmac'
        ? draft.signature.secret
        : draft.signature.key,
      // Tells jose that the parameter is meant to be there.
      { crit: Object.fromEntries(critical.map(name => [name, true])) },
    );
}
