import { createHash } from 'node:crypto';
import { assertionXml, responseXml, testNow } from '../__testUtils__/answerXml';
import { refusalOf } from '../__testUtils__/refusalOf';
import { TestProvider, type TestSigning } from '../__testUtils__/TestProvider';
import { childrenNamed, oneChild } from '../xml/elements';
import { parseSamlXml } from '../xml/parseSamlXml';
import {
  verifySignature,
  type VerifySignatureOptions,
} from './verifySignature';

const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

describe('verifySignature', () => {
  let rsa: TestProvider;
  let ec: TestProvider;
  let stranger: TestProvider;
  beforeAll(async () => {
    [rsa, ec, stranger] = await Promise.all([
      TestProvider.create(),
      TestProvider.create({ keyType: 'ec' }),
      TestProvider.create(),
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

  it.each([
    [
      'rsa-sha256',
      `${more}rsa-sha256`,
      'http://www.w3.org/2001/04/xmlenc#sha256',
    ],
    ['rsa-sha384', `${more}rsa-sha384`, `${more}sha384`],
    [
      'rsa-sha512',
      `${more}rsa-sha512`,
      'http://www.w3.org/2001/04/xmlenc#sha512',
    ],
  ])('accepts %s', (title, algorithm, digest) => {
    const xml = sign({
      algorithm,
      ...(digest.includes('384') ? {} : { digest }),
    });
    expect(verify(xml)).toEqual({
      signedBy: rsa.certificate,
      algorithm: title,
    });
  });

  it.each(['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512'])(
    'accepts %s',
    title => {
      const xml = ec.sign(responseXml(assertionXml()), {
        algorithm: `${more}${title}`,
      });
      expect(verify(xml)).toEqual({
        signedBy: ec.certificate,
        algorithm: title,
      });
    },
  );

  it('accepts an assertion that is signed alone, and put into a response', () => {
    expect(verify(responseXml(rsa.sign(assertionXml()))).signedBy).toBe(
      rsa.certificate,
    );
  });

  it('accepts inherited prefixes of PrefixList, and leaves the tree as it was', () => {
    const response = responseXml(assertionXml()).replace(
      '<samlp:Response',
      '<samlp:Response xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:other="urn:other"',
    );
    const xml = rsa.sign(response, { prefixes: ['xs', 'other', 'unknown'] });
    const [assertion] = childrenNamed(parseSamlXml(xml), ['saml', 'Assertion']);
    const before = assertion.attributes.length;
    verifySignature(assertion, {
      certificates: [rsa.certificate],
      allowLegacyAlgorithms: false,
      acceptExpiredCertificates: false,
      now: testNow,
    });
    expect(assertion.attributes.length).toBe(before);
    expect(oneChild(assertion, ['ds', 'Signature']).parentNode).toBe(assertion);
    expect(codeOf(xml.replace('urn:other', 'urn:changed'))).toBe(
      'saml-signature-invalid',
    );
  });

  it('S28 accepts an empty reference of the root only', () => {
    const xml = rsa.sign(assertionXml(), { uri: '' });
    expect(xml).toContain('URI=""');
    expect(verify(xml).signedBy).toBe(rsa.certificate);
    expect(codeOf(responseXml(xml))).toBe('saml-signature-malformed');
  });

  it.each([
    ['S25 rsa-sha1', { algorithm: `${dsig}rsa-sha1` }],
    ['S25 a digest by SHA-1', { digest: `${dsig}sha1` }],
  ])('%s works only with legacy algorithms allowed', (_, options) => {
    const xml = sign(options);
    expect(codeOf(xml)).toBe('saml-algorithm-refused');
    expect(verify(xml, { allowLegacyAlgorithms: true }).signedBy).toBe(
      rsa.certificate,
    );
  });

  it.each([`${dsig}hmac-sha1`, `${more}hmac-sha256`])(
    'S24 never accepts %s keyed with the certificate',
    algorithm => {
      expect(codeOf(sign({ algorithm }), { allowLegacyAlgorithms: true })).toBe(
        'saml-algorithm-refused',
      );
    },
  );

  it.each([
    [
      'a transform with comments',
      {
        transforms: [`${dsig}enveloped-signature`, `${exclusive}WithComments`],
      },
    ],
    [
      'inclusive canonicalisation',
      {
        transforms: [
          `${dsig}enveloped-signature`,
          'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
        ],
      },
    ],
    ['one transform', { transforms: [`${dsig}enveloped-signature`] }],
    [
      'three transforms',
      { transforms: [`${dsig}enveloped-signature`, exclusive, exclusive] },
    ],
    [
      'another order of transforms',
      { transforms: [exclusive, `${dsig}enveloped-signature`] },
    ],
    [
      'SignedInfo with comments',
      { canonicalization: `${exclusive}WithComments` },
    ],
    [
      'SignedInfo by inclusive canonicalisation',
      { canonicalization: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' },
    ],
  ] as Array<[string, TestSigning]>)('S27 refuses %s', (_, options) => {
    expect(codeOf(sign(options))).toBe('saml-signature-malformed');
  });

  it.each([
    'http://www.w3.org/TR/1999/REC-xslt-19991116',
    'http://www.w3.org/TR/1999/REC-xpath-19991116',
    'http://www.w3.org/2002/06/xmldsig-filter2',
  ])('S27 refuses the transform %s', transform => {
    const xml = sign().replace(
      /(<ds:Transforms>.*?)http:\/\/www.w3.org\/2001\/10\/xml-exc-c14n#/,
      `$1${transform}`,
    );
    expect(codeOf(xml)).toBe('saml-signature-malformed');
  });

  it('S24 refuses a key of another kind than the algorithm says', () => {
    expect(codeOf(sign({ algorithm: `${more}ecdsa-sha256` }))).toBe(
      'saml-signature-invalid',
    );
    const xml = ec.sign(responseXml(assertionXml()), {
      algorithm: `${more}rsa-sha256`,
    });
    expect(codeOf(xml)).toBe('saml-signature-invalid');
  });

  it('S19 refuses the digest of nothing', () => {
    const nothing = createHash('sha256').update('').digest('base64');
    const xml = sign().replace(/(<ds:DigestValue>)[^<]*/, `$1${nothing}`);
    expect(codeOf(xml)).toBe('saml-signature-invalid');
  });

  it('S23 ignores the certificate that a stranger brings along', () => {
    const xml = stranger.sign(responseXml(assertionXml()));
    expect(codeOf(xml)).toBe('saml-signature-invalid');
    expect(
      codeOf(
        xml.replace(
          /(<ds:X509Certificate>)[^<]*/,
          `$1${rsa.certificate.pem.replace(/-----.*-----|\s/g, '')}`,
        ),
      ),
    ).toBe('saml-signature-invalid');
    expect(verify(sign({ keyInfo: false })).signedBy).toBe(rsa.certificate);
  });

  it('S23 trusts nobody without certificates and fingerprint', () => {
    expect(codeOf(sign(), { certificates: [] })).toBe('saml-signature-invalid');
  });

  it('refuses an attribute named like a prefix of PrefixList', () => {
    const assertion = assertionXml().replace(
      '<saml:NameID',
      '<saml:NameID xmlns:p="urn:p" p:xs="urn:q"',
    );
    expect(codeOf(rsa.sign(responseXml(assertion), { prefixes: ['xs'] }))).toBe(
      'saml-signature-malformed',
    );
    expect(
      verify(rsa.sign(responseXml(assertion), { prefixes: ['other'] }))
        .signedBy,
    ).toBe(rsa.certificate);
  });
});
