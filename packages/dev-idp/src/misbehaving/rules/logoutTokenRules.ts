import { exportJWK, importJWK } from 'jose';
import {
  ClaimSet,
  LogoutTokenRule,
  MisbehaviourContext,
  TokenDraft,
} from '../types';
import { signatureRules } from './signatureRules';

const hour = 60 * 60;
const event = 'http://schemas.openid.net/event/backchannel-logout';

type SignatureRule = Exclude<keyof typeof signatureRules, 'rotateKey'>;

/** What goes wrong with signatures goes wrong with those of logout tokens. */
const signatures = Object.fromEntries(
  Object.entries(signatureRules).flatMap(([name, rule]) =>
    'idToken' in rule
      ? [
          [
            name,
            {
              description: rule.description.replace('ID token', 'logout token'),
              logoutToken: rule.idToken,
            },
          ],
        ]
      : [],
  ),
) as Record<SignatureRule, LogoutTokenRule>;

function claims(
  description: string,
  change: (payload: ClaimSet, context: MisbehaviourContext) => void,
): LogoutTokenRule {
  return {
    description,
    logoutToken: (draft, context) => change(draft.payload, context),
  };
}

function claim(
  description: string,
  name: string,
  value: unknown,
): LogoutTokenRule {
  return claims(description, payload => {
    payload[name] = value;
  });
}

function without(name: string): LogoutTokenRule {
  return claims(`The logout token has no ${name}`, payload => {
    delete payload[name];
  });
}

function type(description: string, typ: string | undefined): LogoutTokenRule {
  return {
    description,
    logoutToken(draft) {
      draft.header.typ = typ;
    },
  };
}

function honest(rule: LogoutTokenRule): LogoutTokenRule {
  return { ...rule, honest: true };
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

async function signWith(draft: TokenDraft, context: MisbehaviourContext) {
  const key = await importJWK(await exportJWK(context.key.privateKey), 'RS512');
  draft.header.alg = 'RS512';
  draft.signature = {
    kind: 'asymmetric',
    key: key as MisbehaviourContext['key']['privateKey'],
  };
}

/** Logout tokens that are wrong (Back-Channel Logout 1.0 §2.4 and §2.6). */
export const logoutTokenRules = {
  ...signatures,
  unsigned: {
    description: 'The logout token says RS256 and has no signature',
    logoutToken(draft) {
      draft.signature = { kind: 'none' };
    },
  },
  wrongAlg: {
    description:
      'The logout token is signed by the right key with another algorithm',
    logoutToken: signWith,
  },
  idTokenInstead: {
    description: 'An ID token is sent for a logout token',
    logoutToken(draft) {
      draft.header.typ = 'JWT';
      delete draft.payload.events;
      draft.payload.nonce = 'the-nonce';
    },
  },
  accessTokenType: type('The logout token has the type of another', 'at+jwt'),
  noEvents: without('events'),
  wrongEvent: claim('The logout token is about another event', 'events', {
    'http://schemas.openid.net/event/something-else': {},
  }),
  eventsList: claim('The events of the logout token are a list', 'events', [
    event,
  ]),
  eventNoObject: claim('The event of the logout token is no object', 'events', {
    [event]: true,
  }),
  withNonce: claim('The logout token has a nonce', 'nonce', 'the-nonce'),
  emptyNonce: claim('The logout token has an empty nonce', 'nonce', null),
  wrongAud: claim('The logout token is for another', 'aud', 'another-client'),
  missingAud: without('aud'),
  extraAudNoAzp: claims(
    'The logout token is for two clients',
    (payload, { clientId }) => {
      payload.aud = [clientId, 'another-client'];
    },
  ),
  wrongIss: claim(
    'The logout token is of another issuer',
    'iss',
    'https://other-issuer.example.test',
  ),
  issTrailingSlash: claims('The issuer ends in a slash', payload => {
    payload.iss = `${payload.iss}/`;
  }),
  missingIss: without('iss'),
  expired: claims('The logout token expired an hour ago', payload => {
    payload.iat = now() - 2 * hour;
    payload.exp = now() - hour;
  }),
  issuedInFuture: claims('The logout token is of an hour from now', payload => {
    payload.iat = now() + hour;
    payload.exp = now() + 2 * hour;
  }),
  missingExp: without('exp'),
  endlessExp: claim('The logout token lives for ever', 'exp', 1e15),
  missingIat: without('iat'),
  missingJti: without('jti'),
  numericJti: claim('The id of the logout token is a number', 'jti', 7),
  noSubNorSid: claims('The logout token names nobody', payload => {
    delete payload.sub;
    delete payload.sid;
  }),
  emptySub: claim('The subject of the logout token is empty', 'sub', ''),
  numericSub: claim('The subject of the logout token is a number', 'sub', 7),
  listedSid: claim('The session of the logout token is a list', 'sid', ['x']),
  noType: honest(type('The logout token has no type', undefined)),
  plainType: honest(type('The logout token has the type of any JWT', 'JWT')),
  audArray: honest(
    claims(
      'The audience of the logout token is an array of one',
      (payload, { clientId }) => {
        payload.aud = [clientId];
      },
    ),
  ),
  secondEvent: honest(
    claims('The logout token is about a second event too', payload => {
      payload.events = { ...(payload.events as object), 'urn:example:x': true };
    }),
  ),
} satisfies Record<string, LogoutTokenRule>;
