import { deflateRawSync } from 'node:zlib';
import { signatureAlgorithms } from '../names';
import { signOctets } from '../signing/signOctets';
import { LogoutRow } from './createLogoutAttack';
import { SamlRefusalCode } from './types';

const codes: SamlRefusalCode[] = ['saml-logout-invalid'];
const duplicated: SamlRefusalCode[] = [
  'saml-logout-invalid',
  'callback-malformed',
];
/** Escapes in lower case, which is the same text in other octets. */
function lowerCaseEscapes(query: string): string {
  return query.replace(/%[0-9A-F]{2}/g, escape => escape.toLowerCase());
}

function parameter(query: string, name: string): string {
  return query.split('&').find(part => part.startsWith(`${name}=`)) ?? '';
}

/** Queries whose signature does not cover what they say. */
export const redirectAttacks: LogoutRow[] = [
  {
    id: 'M28-unsigned',
    title: 'The LogoutRequest is not signed',
    codes,
    redirect: () => ({ key: undefined }),
  },
  {
    id: 'M28-attackerKey',
    title: 'The attacker signed the LogoutRequest',
    codes,
    redirect: ({ forge }) => ({ key: forge.attackerKey }),
  },
  {
    id: 'S35-algorithm',
    title: 'SigAlg was changed after signing',
    codes,
    query: query => query.replace('rsa-sha256', 'rsa-sha512'),
  },
  {
    id: 'S35-sha1',
    title: 'The query is signed with rsa-sha1',
    codes,
    redirect: () => ({ signatureAlgorithm: signatureAlgorithms.rsaSha1 }),
  },
  {
    id: 'S35-hmac',
    title: 'The query is an HMAC keyed with the certificate',
    codes,
    redirect: ({ forge }) => ({
      key: { ...forge.key, privateKey: forge.key.certificate },
      signatureAlgorithm: signatureAlgorithms.hmacSha256,
    }),
  },
  {
    id: 'S35-unknownAlgorithm',
    title: 'SigAlg is unknown',
    codes,
    redirect: () => ({ signatureAlgorithm: 'urn:example:unknown' }),
  },
  {
    id: 'S35-withoutAlgorithm',
    title: 'SigAlg is missing',
    codes,
    query: query => query.replace(/&SigAlg=[^&]*/, ''),
  },
  {
    id: 'S35-emptySignature',
    title: 'Signature is empty',
    codes,
    query: query => query.replace(/&Signature=.*/, '&Signature='),
  },
  {
    id: 'S35-relayState',
    title: 'RelayState was changed after signing',
    codes,
    query: query => query.replace('the-state', 'another'),
  },
  {
    id: 'S35-addedRelayState',
    title: 'RelayState was added after signing',
    codes,
    redirect: () => ({ relayState: undefined }),
    query: query => `${query}&RelayState=added`,
  },
  {
    id: 'S35-duplicateFirst',
    title: 'Another, unsigned SAMLRequest stands before the signed one',
    codes: duplicated,
    query: (query, { forge, context }) =>
      `${forge.redirect(
        forge.logoutRequest({ ...context, sessionIndexes: [] }),
        { key: undefined },
      )}&${query}`,
  },
  {
    id: 'S35-duplicateLast',
    title: 'Another, unsigned SAMLRequest stands after the signed one',
    codes: duplicated,
    query: (query, { forge, context }) =>
      `${query}&${forge.redirect(
        forge.logoutRequest({ ...context, sessionIndexes: [] }),
        { key: undefined },
      )}`,
  },
  {
    id: 'S35-duplicateRelayState',
    title: 'RelayState stands there twice',
    codes: duplicated,
    query: query => `${query}&RelayState=other`,
  },
  {
    id: 'S35-escapedName',
    title: 'An unsigned SAMLRequest stands there under an escaped name',
    codes: duplicated,
    query: (query, { forge, context }) =>
      `${forge
        .redirect(forge.logoutRequest({ ...context, sessionIndexes: [] }), {
          key: undefined,
        })
        .replace('SAMLRequest', 'SAML%52equest')}&${query}`,
  },
  {
    id: 'S35-both',
    title: 'SAMLRequest and SAMLResponse came together',
    codes: duplicated,
    query: (query, { forge, context }) =>
      `${query}&${forge.redirect(forge.logoutResponse(context), {
        key: undefined,
      })}`,
  },
  {
    id: 'S35-reencoded',
    title: 'The query was encoded in another way after signing',
    codes,
    query: lowerCaseEscapes,
  },
  {
    id: 'S35-lowerCase',
    title: 'The provider signs escapes in lower case',
    query: (query, { forge }) => {
      const signed = lowerCaseEscapes(query.replace(/&Signature=.*/, ''));
      const signature = signOctets(
        signed,
        forge.key.privateKey,
        signatureAlgorithms.rsaSha256,
      );
      return `${signed}&Signature=${encodeURIComponent(signature)}`;
    },
  },
  {
    id: 'S35-order',
    title: 'The parameters stand in another order than they are signed in',
    query: query =>
      ['RelayState', 'Signature', 'SigAlg', 'SAMLRequest']
        .map(name => parameter(query, name))
        .join('&'),
  },
  {
    id: 'S31-deflateBomb',
    title: 'The deflated message grows to twenty megabytes',
    codes,
    query: (query, { forge }) => {
      const bomb = deflateRawSync(Buffer.alloc(20 * 1024 * 1024, ' '));
      const signed = [
        `SAMLRequest=${encodeURIComponent(bomb.toString('base64'))}`,
        parameter(query, 'SigAlg'),
      ].join('&');
      const signature = signOctets(
        signed,
        forge.key.privateKey,
        signatureAlgorithms.rsaSha256,
      );
      return `${signed}&Signature=${encodeURIComponent(signature)}`;
    },
  },
];
