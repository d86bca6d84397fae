import { ClaimSet, MisbehaviourContext, MisbehaviourRule } from '../types';

const hour = 60 * 60;

function payload(
  description: string,
  change: (claims: ClaimSet, context: MisbehaviourContext) => void,
): MisbehaviourRule {
  return {
    description,
    idToken: (draft, context) => change(draft.payload, context),
  };
}

function without(claim: string): MisbehaviourRule {
  return payload(`The ID token has no ${claim}`, claims => {
    delete claims[claim];
  });
}

function subject(description: string, value: unknown): MisbehaviourRule {
  return payload(description, claims => {
    claims.sub = value;
  });
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** Wrong and missing claims of the ID token (OpenID Connect Core §3.1.3.7). */
export const claimRules = {
  wrongIss: payload('The ID token is of another issuer', claims => {
    claims.iss = 'https://other-issuer.example.test';
  }),
  issTrailingSlash: payload(
    'The issuer in the ID token ends in a slash the configured one lacks',
    claims => {
      claims.iss = `${claims.iss}/`;
    },
  ),
  missingIss: without('iss'),
  wrongAud: payload('The ID token is for another client', claims => {
    claims.aud = 'another-client';
  }),
  missingAud: without('aud'),
  extraAudNoAzp: payload(
    'The ID token is for two clients and names no authorized party',
    (claims, { clientId }) => {
      claims.aud = [clientId, 'another-client'];
    },
  ),
  wrongAzp: payload(
    'The authorized party of the ID token is another client',
    claims => {
      claims.azp = 'another-client';
    },
  ),
  audArray: {
    ...payload(
      'The audience of the ID token is an array of one',
      (claims, { clientId }) => {
        claims.aud = [clientId];
      },
    ),
    honest: true,
  },
  wrongNonce: payload('The ID token has another nonce', claims => {
    claims.nonce = 'another-nonce';
  }),
  missingNonce: without('nonce'),
  expired: payload('The ID token expired an hour ago', claims => {
    claims.iat = now() - 2 * hour;
    claims.exp = now() - hour;
  }),
  issuedInFuture: payload('The ID token is of an hour from now', claims => {
    claims.iat = now() + hour;
    claims.exp = now() + 2 * hour;
  }),
  notYetValid: payload('The ID token is not valid for an hour yet', claims => {
    claims.nbf = now() + hour;
  }),
  missingExp: without('exp'),
  missingIat: without('iat'),
  missingSub: without('sub'),
  emptySub: subject('The subject of the ID token is empty', ''),
  numericSub: subject('The subject of the ID token is a number', 12345),
  longSub: subject(
    'The subject of the ID token has 5000 characters (255 are allowed)',
    'x'.repeat(5000),
  ),
  wrongAtHash: payload(
    'The ID token belongs to another access token',
    claims => {
      claims.at_hash = 'AAAAAAAAAAAAAAAAAAAAAA';
    },
  ),
  wrongCHash: payload(
    'The ID token belongs to another code (response type code id_token)',
    claims => {
      claims.c_hash = 'AAAAAAAAAAAAAAAAAAAAAA';
    },
  ),
  missingCHash: without('c_hash'),
} satisfies Record<string, MisbehaviourRule>;
