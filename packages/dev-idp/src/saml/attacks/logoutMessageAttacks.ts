import { timeAt } from '../messages/createResponseDraft';
import { LogoutRow } from './createLogoutAttack';
import { SamlRefusalCode } from './types';

const codes: SamlRefusalCode[] = ['saml-logout-invalid'];
const other = 'https://other.example.test/';

/** Posted requests whose signature is missing or wrong. */
export const postAttacks: LogoutRow[] = [
  {
    id: 'M28-postUnsigned',
    title: 'The posted LogoutRequest is not signed',
    codes,
    draft(draft) {
      draft.signature = undefined;
    },
  },
  {
    id: 'M28-postAttackerKey',
    title: 'The attacker signed the posted LogoutRequest',
    codes,
    draft(draft, { forge }) {
      draft.signature = forge.signature(forge.attackerKey);
    },
  },
  {
    id: 'M28-postChanged',
    title: 'The SessionIndex was changed after signing',
    codes,
    xml: (xml, { context }) =>
      xml.replace(`>${context.sessionIndexes[0]}<`, '>_another<'),
  },
  {
    id: 'M28-postDoctype',
    title: 'The posted LogoutRequest has a document type',
    codes,
    xml: xml => `<!DOCTYPE samlp:LogoutRequest>${xml}`,
  },
];

/** Requests that are signed, but not to be followed. */
export const requestAttacks: LogoutRow[] = [
  {
    id: 'M28-expired',
    title: 'The LogoutRequest has expired',
    codes,
    draft(draft, { context }) {
      Object.assign(draft, { notOnOrAfter: timeAt(context.now, -10) });
    },
  },
  {
    id: 'M28-old',
    title: 'The LogoutRequest is an hour old',
    codes,
    draft(draft, { context }) {
      draft.issueInstant = timeAt(context.now, -60);
      Object.assign(draft, { notOnOrAfter: undefined });
    },
  },
  {
    id: 'M28-issuer',
    title: 'The issuer of the LogoutRequest is another provider',
    codes,
    draft(draft) {
      draft.issuer = other;
    },
  },
  {
    id: 'M28-destination',
    title: 'The LogoutRequest is meant for another address',
    codes,
    draft(draft) {
      draft.destination = other;
    },
  },
  {
    id: 'M28-noNameId',
    title: 'The LogoutRequest does not say whom it is about',
    codes,
    draft(draft) {
      Object.assign(draft, { nameId: undefined });
    },
  },
  {
    id: 'M28-emptySessionIndex',
    title: 'A SessionIndex is empty',
    codes,
    draft(draft) {
      Object.assign(draft, { sessionIndexes: [''] });
    },
  },
  {
    id: 'M28-version',
    title: 'The version of the LogoutRequest is 1.1',
    codes,
    draft(draft) {
      draft.version = '1.1';
    },
  },
];

/** Answers to a sign-out of the portal that are not to be believed. */
export const responseAttacks: LogoutRow[] = [
  {
    id: 'M28-responseAttackerKey',
    title: 'The attacker signed the LogoutResponse',
    codes,
    redirect: ({ forge }) => ({
      key: forge.attackerKey,
    }),
  },
  {
    id: 'M28-responseRequest',
    title: 'The LogoutResponse answers to another request',
    codes,
    draft(draft) {
      Object.assign(draft, { inResponseTo: '_another' });
    },
  },
  {
    id: 'M28-responseIssuer',
    title: 'The issuer of the LogoutResponse is another provider',
    codes,
    draft(draft) {
      draft.issuer = other;
    },
  },
  {
    id: 'M28-responseDestination',
    title: 'The LogoutResponse is meant for another address',
    codes,
    draft(draft) {
      draft.destination = other;
    },
  },
];
