import { TokenDraft, MisbehaviourRule } from '../types';

function unsigned(spelling: string): MisbehaviourRule {
  return {
    description: `The ID token is not signed and says alg "${spelling}"`,
    idToken(draft) {
      draft.header.alg = spelling;
      draft.signature = { kind: 'none' };
    },
  };
}

function signWithHmac(draft: TokenDraft, secret: string): void {
  draft.header.alg = 'HS256';
  draft.signature = { kind: 'hmac', secret: new TextEncoder().encode(secret) };
}

/** Forged, missing and confused signatures (RFC 8725 §2, RFC 7515). */
export const signatureRules = {
  wrongSignature: {
    description: 'The ID token is signed by another key with the same kid',
    idToken(draft, { attackerKey }) {
      draft.signature = { kind: 'asymmetric', key: attackerKey.privateKey };
    },
  },
  algNone: unsigned('none'),
  algNoneUpperCase: unsigned('NONE'),
  algNoneCapitalised: unsigned('None'),
  algNoneMixedCase: unsigned('nOnE'),
  hs256WithPublicKey: {
    description:
      'The ID token is an HMAC keyed with the PEM of the public key, alg HS256',
    idToken(draft, { key }) {
      signWithHmac(draft, key.publicPem);
    },
  },
  hs256WithClientSecret: {
    description:
      'The ID token is an HMAC keyed with the client secret, although RS256 is announced',
    idToken(draft, { clientSecret }) {
      signWithHmac(draft, clientSecret);
    },
  },
  jwksUnknownKid: {
    description: 'The ID token names a key which is not in the key set',
    idToken(draft, { attackerKey }) {
      draft.header.kid = 'unknown-key';
      draft.signature = { kind: 'asymmetric', key: attackerKey.privateKey };
    },
  },
  embeddedJwk: {
    description:
      'The ID token carries the public key of its forger in the jwk header',
    idToken(draft, { attackerKey }) {
      delete draft.header.kid;
      draft.header.jwk = attackerKey.publicJwk;
      draft.signature = { kind: 'asymmetric', key: attackerKey.privateKey };
    },
  },
  jku: {
    description:
      'The ID token points with the jku header at a key set of its forger',
    idToken(draft, { attackerKey, issuer }) {
      draft.header.kid = attackerKey.publicJwk.kid;
      draft.header.jku = `${issuer}/attacker/jwks`;
      draft.signature = { kind: 'asymmetric', key: attackerKey.privateKey };
    },
  },
  unknownCrit: {
    description:
      'The ID token lists a header parameter as critical which nobody knows',
    idToken(draft) {
      draft.header.crit = ['urn:example:must-understand'];
      draft.header['urn:example:must-understand'] = true;
    },
  },
  rotateKey: {
    description:
      'Tokens are signed by a new key, which replaced the earlier one in the key set',
    honest: true,
    onChosen: 'rotateSigningKey',
  },
} satisfies Record<string, MisbehaviourRule>;
