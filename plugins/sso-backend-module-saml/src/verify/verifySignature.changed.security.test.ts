import { assertionXml, responseXml, testNow } from '../__testUtils__/answerXml';
import { refusalOf } from '../__testUtils__/refusalOf';
import { TestProvider, type TestSigning } from '../__testUtils__/TestProvider';
import { childrenNamed } from '../xml/elements';
import { parseSamlXml } from '../xml/parseSamlXml';
import {
  verifySignature,
  type VerifySignatureOptions,
} from './verifySignature';

const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';

describe('a signed message that is changed', () => {
  let rsa: TestProvider;
  let ec: TestProvider;
  beforeAll(async () => {
    [rsa, ec] = await Promise.all([
      TestProvider.create(),
      TestProvider.create({ keyType: 'ec' }),
    ]);
  });

  const verify = (
    xml: string,
    options: Partial<VerifySignatureOptions> = {},
  ) => {
    const root = parseSamlXml(xml);
    const [assertion] = childrenNamed(root, ['saml', 'Assertion']);
    return verifySignature(assertion ?? root, {
      certificates: [rsa.certificate, ec.certificate],
      allowLegacyAlgorithms: false,
      acceptExpiredCertificates: false,
      now: testNow,
      ...options,
    });
  };
  const codeOf = (xml: string, options: Partial<VerifySignatureOptions> = {}) =>
    refusalOf(() => verify(xml, options)).code;
  const sign = (options: TestSigning = {}) =>
    rsa.sign(responseXml(assertionXml()), options);

  const changed: Array<[string, (xml: string) => string, string]> = [
    [
      'S21 no signature',
      xml => xml.replace(/<ds:Signature .*<\/ds:Signature>/, ''),
      'missing',
    ],
    [
      'S21 an empty SignatureValue',
      xml => xml.replace(/(<ds:SignatureValue>)[^<]*/, '$1'),
      'malformed',
    ],
    [
      'S21 no SignedInfo',
      xml => xml.replace(/<ds:SignedInfo>.*<\/ds:SignedInfo>/, ''),
      'malformed',
    ],
    [
      'S21 no SignatureValue',
      xml => xml.replace(/<ds:SignatureValue>.*<\/ds:SignatureValue>/, ''),
      'malformed',
    ],
    ['S22 another NameID', xml => xml.replace('>alice<', '>admin<'), 'invalid'],
    [
      'S22 another attribute',
      xml => xml.replace('>staff<', '>admins<'),
      'invalid',
    ],
    [
      'S22 another attribute of an element',
      xml => xml.replace('SessionIndex="_session"', 'SessionIndex="_other"'),
      'invalid',
    ],
    [
      'S22 another digest',
      xml => xml.replace(/(<ds:DigestValue>).{4}/, '$1AAAA'),
      'invalid',
    ],
    [
      'S09 a second SignedInfo',
      xml => xml.replace(/(<ds:SignedInfo>.*<\/ds:SignedInfo>)/, '$1$1'),
      'malformed',
    ],
    [
      'S09 a second Reference',
      xml => xml.replace(/(<ds:Reference .*<\/ds:Reference>)/, '$1$1'),
      'malformed',
    ],
    [
      'S09 a second Signature',
      xml => xml.replace(/(<ds:Signature .*<\/ds:Signature>)/, '$1$1'),
      'malformed',
    ],
    [
      'S13 a second DigestValue',
      xml => xml.replace(/(<ds:DigestValue>.*<\/ds:DigestValue>)/, '$1$1'),
      'malformed',
    ],
    [
      'S13 a DigestValue elsewhere in the signature',
      xml =>
        xml.replace(
          '<ds:DigestMethod',
          '<ds:DigestValue>AAAA</ds:DigestValue><ds:DigestMethod',
        ),
      'malformed',
    ],
    [
      'S08 an Object',
      xml => xml.replace('</ds:Signature>', '<ds:Object/></ds:Signature>'),
      'malformed',
    ],
    [
      'S28 an external reference',
      xml =>
        xml.replace('URI="#_assertion"', 'URI="https://evil.example.com/"'),
      'malformed',
    ],
    [
      'S28 an XPointer',
      xml =>
        xml.replace('URI="#_assertion"', `URI="#xpointer(id('_assertion'))"`),
      'malformed',
    ],
    [
      'S28 no reference',
      xml => xml.replace(' URI="#_assertion"', ''),
      'malformed',
    ],
    [
      'S15 a reference to another element',
      xml => xml.replace('URI="#_assertion"', 'URI="#_response"'),
      'malformed',
    ],
    [
      'a signature behind the Subject',
      xml =>
        xml.replace(
          /(<ds:Signature .*<\/ds:Signature>)(<saml:Subject>.*<\/saml:Subject>)/,
          '$2$1',
        ),
      'malformed',
    ],
    [
      'S26 an unknown algorithm',
      xml => xml.replace(`${more}rsa-sha256`, `${more}rsa-md5`),
      'algorithm',
    ],
    [
      'S26 an empty algorithm',
      xml => xml.replace(`${more}rsa-sha256`, ''),
      'algorithm',
    ],
    [
      'S26 no algorithm',
      xml => xml.replace(` Algorithm="${more}rsa-sha256"`, ''),
      'malformed',
    ],
    [
      'S26 an unknown digest',
      xml =>
        xml.replace(
          'Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"',
          'Algorithm="urn:x"',
        ),
      'algorithm',
    ],
    [
      'S24 HMAC in the name of RSA',
      xml => xml.replace(`${more}rsa-sha256`, `${more}hmac-sha256`),
      'algorithm',
    ],
    [
      'S25 SHA-1 in the name of SHA-256',
      xml => xml.replace(`${more}rsa-sha256`, `${dsig}rsa-sha1`),
      'algorithm',
    ],
    [
      'a parameter of HMAC',
      xml =>
        xml.replace(
          /(<ds:SignatureMethod [^>]*)\/>/,
          '$1><ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>',
        ),
      'malformed',
    ],
    [
      'ECDSA in the name of RSA',
      xml => xml.replace(`${more}rsa-sha256`, `${more}ecdsa-sha256`),
      'invalid',
    ],
  ];
  const codes: Record<string, string> = {
    missing: 'saml-signature-missing',
    malformed: 'saml-signature-malformed',
    invalid: 'saml-signature-invalid',
    algorithm: 'saml-algorithm-refused',
  };

  it.each(changed)('refuses %s', (_, change, code) => {
    const honest = sign();
    expect(verify(honest).signedBy).toBe(rsa.certificate);
    const evil = change(honest);
    expect(evil).not.toBe(honest);
    expect(codeOf(evil)).toBe(codes[code]);
  });

  it('S14 refuses a comment in DigestValue', () => {
    expect(
      codeOf(sign().replace('<ds:DigestValue>', '<ds:DigestValue><!--A-->')),
    ).toBe('saml-xml-refused');
  });
});
