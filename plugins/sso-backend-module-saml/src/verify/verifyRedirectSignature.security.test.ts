import { sign } from 'node:crypto';
import { testNow } from '../__testUtils__/answerXml';
import { refusalOf } from '../__testUtils__/refusalOf';
import { TestProvider } from '../__testUtils__/TestProvider';
import {
  verifyRedirectSignature,
  type VerifyRedirectSignatureOptions,
} from './verifyRedirectSignature';

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const lowerCase = (text: string) =>
  text.replace(/%[0-9A-F]{2}/g, escape => escape.toLowerCase());

describe('verifyRedirectSignature', () => {
  let provider: TestProvider;
  let ec: TestProvider;
  beforeAll(async () => {
    provider = await TestProvider.create();
    ec = await TestProvider.create({ keyType: 'ec' });
  });

  const signed = ({
    message = 'SAMLRequest=fZ%2BA%2F%3D%3D',
    relayState = '&RelayState=a%20b',
    algorithm = rsaSha256,
    encode = (text: string) => text,
    signer = provider,
    dsaEncoding = 'ieee-p1363' as 'ieee-p1363' | 'der',
  } = {}) => {
    const octets = encode(
      `${message}${relayState}&SigAlg=${encodeURIComponent(algorithm)}`,
    );
    const value = sign('sha256', Buffer.from(octets), {
      key: signer.privateKey,
      dsaEncoding,
    }).toString('base64');
    return `${octets}&Signature=${encode(encodeURIComponent(value))}`;
  };
  const verify = (
    query: string,
    options: Partial<VerifyRedirectSignatureOptions> = {},
  ) =>
    verifyRedirectSignature({
      originalUrl: `/api/sso/sign-in/okta/logout?${query}`,
      parameter: 'SAMLRequest',
      certificates: [provider.certificate, ec.certificate],
      allowLegacyAlgorithms: false,
      acceptExpiredCertificates: false,
      now: testNow,
      ...options,
    });

  it('SAML-9 verifies the raw query and hands out what it says', () => {
    expect(verify(signed())).toEqual({
      signedBy: provider.certificate,
      algorithm: 'rsa-sha256',
      message: 'fZ+A/==',
      relayState: 'a b',
    });
  });

  it('accepts an empty and a missing RelayState, and parameters of others', () => {
    expect(verify(signed({ relayState: '&RelayState=' })).relayState).toBe('');
    expect(
      verify(`x=1&${signed({ relayState: '' })}&SAMLRequests=2`).relayState,
    ).toBeUndefined();
  });

  it('S35 accepts lower-case escapes and any order, as it verifies octets', () => {
    expect(verify(signed({ encode: lowerCase })).message).toBe('fZ+A/==');
    const reversed = signed().split('&').reverse().join('&');
    expect(verify(reversed).relayState).toBe('a b');
  });

  it.each(['ieee-p1363', 'der'] as const)('accepts ECDSA as %s', encoding => {
    const query = signed({
      algorithm: rsaSha256.replace('rsa-', 'ecdsa-'),
      signer: ec,
      dsaEncoding: encoding,
    });
    expect(verify(query).algorithm).toBe('ecdsa-sha256');
    expect(refusalOf(() => verify(query.replace('fZ', 'fY'))).code).toBe(
      'saml-signature-invalid',
    );
  });

  const attacks: Array<[string, (query: string) => string, string]> = [
    [
      'another message',
      query => query.replace('fZ', 'fY'),
      'saml-signature-invalid',
    ],
    [
      'another RelayState',
      query => query.replace('a%20b', 'evil'),
      'saml-signature-invalid',
    ],
    [
      'RelayState removed',
      query => query.replace('&RelayState=a%20b', ''),
      'saml-signature-invalid',
    ],
    ['escapes rewritten', lowerCase, 'saml-signature-invalid'],
    [
      'SigAlg changed',
      query => query.replace('rsa-sha256', 'rsa-sha512'),
      'saml-signature-invalid',
    ],
    [
      'SigAlg of SHA-1',
      query =>
        query.replace(
          '2001%2F04%2Fxmldsig-more%23rsa-sha256',
          '2000%2F09%2Fxmldsig%23rsa-sha1',
        ),
      'saml-algorithm-refused',
    ],
    [
      'SigAlg of HMAC',
      query => query.replace('rsa-sha256', 'hmac-sha256'),
      'saml-algorithm-refused',
    ],
    [
      'a message twice',
      query => `${query}&SAMLRequest=evil`,
      'saml-signature-malformed',
    ],
    [
      'RelayState twice',
      query => `RelayState=evil&${query}`,
      'saml-signature-malformed',
    ],
    ['SigAlg twice', query => `${query}&SigAlg=x`, 'saml-signature-malformed'],
    [
      'an escaped name',
      query => `${query}&SAMLR%65quest=evil`,
      'saml-signature-malformed',
    ],
    [
      'RelayState by another name only',
      query => query.replace('RelayState', 'relaystate'),
      'saml-signature-malformed',
    ],
    [
      'a name in another case',
      query => `${query}&relaystate=evil`,
      'saml-signature-malformed',
    ],
    [
      'a request and a response',
      query => `${query}&SAMLResponse=evil`,
      'saml-signature-malformed',
    ],
    [
      'another encoding',
      query => `${query}&SAMLEncoding=urn:x`,
      'saml-signature-malformed',
    ],
    [
      'no message',
      query => query.replace(/^[^&]*&/, ''),
      'saml-signature-malformed',
    ],
    [
      'no SigAlg',
      query => query.replace(/&SigAlg=[^&]*/, ''),
      'saml-signature-missing',
    ],
    [
      'no Signature',
      query => query.replace(/&Signature=.*/, ''),
      'saml-signature-missing',
    ],
    [
      'an empty Signature',
      query => query.replace(/&Signature=.*/, '&Signature='),
      'saml-signature-missing',
    ],
    [
      'a Signature that is not base64',
      query => query.replace(/&Signature=.*/, '&Signature=%3C'),
      'saml-signature-malformed',
    ],
    [
      'a broken escape',
      query => query.replace('a%20b', 'a%2'),
      'saml-signature-invalid',
    ],
  ];

  it.each(attacks)('S35 refuses %s', (_, change, code) => {
    const honest = signed();
    expect(verify(honest).signedBy).toBe(provider.certificate);
    const evil = change(honest);
    expect(evil).not.toBe(honest);
    expect(refusalOf(() => verify(evil)).code).toBe(code);
  });

  it('S35 refuses a query whose signature is of somebody else', () => {
    const refusal = refusalOf(() =>
      verify(signed(), { certificates: [ec.certificate] }),
    );
    expect(refusal.code).toBe('saml-signature-invalid');
  });

  it('accepts a response where one is expected', () => {
    const query = signed({ message: 'SAMLResponse=fZ' });
    expect(verify(query, { parameter: 'SAMLResponse' }).message).toBe('fZ');
    expect(refusalOf(() => verify(query)).code).toBe(
      'saml-signature-malformed',
    );
  });
});
