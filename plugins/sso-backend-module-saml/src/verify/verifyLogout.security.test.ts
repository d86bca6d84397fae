import { generateKeyPairSync } from 'node:crypto';
import { at, statusXml, testNow, testUrls } from '../__testUtils__/answerXml';
import { encryptedXml } from '../__testUtils__/encryptedXml';
import { refusalOf } from '../__testUtils__/refusalOf';
import { namespaces } from '../xml/namespaces';
import { parseSamlXml } from '../xml/parseSamlXml';
import {
  verifyLogoutRequest,
  type VerifyLogoutRequestOptions,
  verifyLogoutResponse,
} from './verifyLogout';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const options: VerifyLogoutRequestOptions & { requestId: string } = {
  settings: {
    entityId: testUrls.idp,
    clockToleranceSeconds: 60,
    allowLegacyAlgorithms: false,
  },
  signed: true,
  logoutUrl: testUrls.logout,
  requestId: '_ours',
  decryptionKeys: [keys.privateKey],
  now: testNow,
};

const message = (name: string, attributes: string, content: string) =>
  `<samlp:${name} xmlns:samlp="${namespaces.samlp}" xmlns:saml="${
    namespaces.saml
  }" ID="_logout" Version="2.0" IssueInstant="${at(-5)}" Destination="${
    testUrls.logout
  }" ${attributes}><saml:Issuer>${
    testUrls.idp
  }</saml:Issuer>${content}</samlp:${name}>`;
const request = message(
  'LogoutRequest',
  `NotOnOrAfter="${at(300)}"`,
  '<saml:NameID NameQualifier="q">alice</saml:NameID><samlp:SessionIndex>_1</samlp:SessionIndex><samlp:SessionIndex>_2</samlp:SessionIndex>',
);
const response = message(
  'LogoutResponse',
  'InResponseTo="_ours"',
  statusXml('Success'),
);

const shared: Array<[string, (xml: string) => string]> = [
  ['another version', xml => xml.replace('"2.0"', '"1.1"')],
  ['no ID', xml => xml.replace('ID="_logout"', '')],
  ['another issuer', xml => xml.replace('idp.example', 'other.example')],
  ['no issuer', xml => xml.replace(/<saml:Issuer>.*<\/saml:Issuer>/, '')],
  ['another destination', xml => xml.replace('okta/logout', 'evil/logout')],
  ['no destination', xml => xml.replace(/Destination="[^"]*"/, '')],
  ['an IssueInstant long ago', xml => xml.replace(at(-5), at(-361))],
  ['an IssueInstant of the future', xml => xml.replace(at(-5), at(61))],
  ['garbage for IssueInstant', xml => xml.replace(at(-5), 'now')],
  ['no IssueInstant', xml => xml.replace(/IssueInstant="[^"]*"/, '')],
];

describe('verifyLogoutRequest', () => {
  const verify = (xml: string, changes: object = {}) =>
    verifyLogoutRequest(parseSamlXml(xml), { ...options, ...changes });

  it('SAML-9 reads whose sessions shall end', () => {
    expect(verify(request)).toMatchObject({
      id: '_logout',
      issuer: testUrls.idp,
      nameId: { value: 'alice', nameQualifier: 'q' },
      sessionIndexes: ['_1', '_2'],
      expiresAt: new Date(at(-5 + 300 + 60)),
    });
  });

  it('SAML-9 reads a request without sessions and end, or with an encrypted name', () => {
    const bare = request
      .replace(/<samlp:SessionIndex>.*<\/samlp:SessionIndex>/, '')
      .replace(/NotOnOrAfter="[^"]*"/, '');
    expect(verify(bare).sessionIndexes).toEqual([]);
    const encrypted = encryptedXml(
      `<saml:NameID xmlns:saml="${namespaces.saml}">bob</saml:NameID>`,
      keys.publicKey,
      { name: 'EncryptedID' },
    );
    const xml = request.replace(/<saml:NameID.*<\/saml:NameID>/, encrypted);
    expect(verify(xml).nameId.value).toBe('bob');
  });

  it.each([
    ...shared,
    ['an end that has passed', xml => xml.replace(at(300), at(-60))],
    ['garbage for an end', xml => xml.replace(at(300), 'never')],
    ['nobody', xml => xml.replace(/<saml:NameID.*<\/saml:NameID>/, '')],
    ['an empty name', xml => xml.replace('>alice<', '><')],
    [
      'two names',
      xml => xml.replace(/(<saml:NameID.*<\/saml:NameID>)/, '$1$1'),
    ],
    ['an empty session', xml => xml.replace('>_1<', '><')],
    [
      'another name of the message',
      xml => xml.replace(/LogoutRequest/g, 'AuthnRequest'),
    ],
  ] as typeof shared)('M28 refuses %s', (_, change) => {
    expect(change(request)).not.toBe(request);
    const refusal = refusalOf(() => verify(change(request)));
    expect(refusal.code).toBe('saml-logout-invalid');
    expect(refusal.detail).toBeTruthy();
  });

  it('M28 refuses an unsigned message, whatever it says', () => {
    const refusal = refusalOf(() => verify(request, { signed: false }));
    expect(refusal).toMatchObject({
      code: 'saml-logout-invalid',
      detail: 'LogoutRequest is not signed',
    });
  });
});

describe('verifyLogoutResponse', () => {
  const verify = (xml: string, changes: object = {}) =>
    verifyLogoutResponse(parseSamlXml(xml), { ...options, ...changes });

  it('SAML-9 reads whether everything ended', () => {
    expect(verify(response)).toMatchObject({ id: '_logout', complete: true });
    const partial = response.replace(
      statusXml('Success'),
      statusXml('Success', 'PartialLogout'),
    );
    expect(verify(partial).complete).toBe(false);
    const failed = response.replace('status:Success', 'status:Responder');
    expect(verify(failed)).toMatchObject({
      complete: false,
      status: { success: false },
    });
  });

  it.each([
    ...shared,
    ['another request', xml => xml.replace('"_ours"', '"_theirs"')],
    ['no request', xml => xml.replace('InResponseTo="_ours"', '')],
    ['no status', xml => xml.replace(/<samlp:Status>.*<\/samlp:Status>/, '')],
    [
      'another name of the message',
      xml => xml.replace(/LogoutResponse/g, 'Response'),
    ],
  ] as typeof shared)('M28 refuses %s', (_, change) => {
    expect(change(response)).not.toBe(response);
    expect(refusalOf(() => verify(change(response))).code).toBe(
      'saml-logout-invalid',
    );
  });

  it('M28 refuses an unsigned message', () => {
    expect(refusalOf(() => verify(response, { signed: false })).code).toBe(
      'saml-logout-invalid',
    );
  });
});
