import {
  assertionXml,
  type AssertionParts,
  attributeXml,
  authnStatementXml,
  conditionsXml,
  responseXml,
  testUrls,
} from '../__testUtils__/answerXml';
import { answerOptions } from '../__testUtils__/answerOptions';
import { TestProvider, type TestSigning } from '../__testUtils__/TestProvider';
import { verifyAnswer } from './verifyAnswer';

describe('verifyAnswer', () => {
  let provider: TestProvider;
  beforeAll(async () => {
    provider = await TestProvider.create();
  });

  const sign = (parts: AssertionParts = {}, signing: TestSigning = {}) =>
    provider.sign(responseXml(assertionXml(parts)), signing);
  const verify = (xml: string) => verifyAnswer(answerOptions(provider, xml));

  it('SAML-12 reads a signed assertion with all that it says', () => {
    expect(verify(sign())).toMatchObject({
      assertionId: '_assertion',
      issuer: testUrls.idp,
      nameId: { value: 'alice' },
      sessionIndex: '_session',
      attributes: [
        {
          name: 'urn:oid:0.9.2342.19200300.100.1.3',
          values: ['alice@example.com'],
        },
        { name: 'groups', values: ['staff', 'a & b'] },
      ],
    });
  });

  const xs = 'http://www.w3.org/2001/XMLSchema';
  const xsi = 'http://www.w3.org/2001/XMLSchema-instance';

  it.each<[string, () => string]>([
    [
      'a default namespace, as AD FS has it',
      () =>
        provider.sign(
          responseXml(
            assertionXml()
              .replace('xmlns:saml=', 'xmlns=')
              .replace(/saml:/g, ''),
          ),
        ),
    ],
    [
      'PrefixList="xs", as Shibboleth has it',
      () => sign({}, { prefixes: ['xs'] }),
    ],
    [
      'a long PrefixList with #default',
      () =>
        provider.sign(
          responseXml(assertionXml()).replace(' ', ` xmlns:xs="${xs}" `),
          { prefixes: ['#default', 'samlp', 'saml', 'ds', 'xs', 'xsi'] },
        ),
    ],
    [
      'lines and white space',
      () =>
        sign({
          issuer: `<saml:Issuer>\n  ${testUrls.idp}\n</saml:Issuer>`,
          conditions: conditionsXml({
            audiences: [[`\n${testUrls.portal}\n`]],
          }),
        }).replace('<samlp:Status>', '\n  $&\n    '),
    ],
    [
      'a declaration and lines of Windows',
      () => `\uFEFF<?xml version='1.0' encoding='utf-8'?>\r\n${sign()}\r\n`,
    ],
    [
      'base64 broken by references, as Java writes it',
      () =>
        sign().replace(
          /(<ds:(?:SignatureValue|X509Certificate)>.{76})/g,
          '$1&#13;\n',
        ),
    ],
    [
      'other KeyInfo',
      () =>
        sign().replace(
          /(<ds:KeyInfo>).*(?=<\/ds:KeyInfo>)/,
          '$1<ds:KeyName>idp</ds:KeyName><ds:X509Data><ds:X509IssuerSerial/></ds:X509Data>',
        ),
    ],
    [
      'several statements and an advice',
      () =>
        sign({
          extra:
            '<saml:Advice><saml:AssertionURIRef>urn:x</saml:AssertionURIRef></saml:Advice>',
          authnStatement: `${authnStatementXml()}${authnStatementXml()}`,
        }),
    ],
    ['both signatures', () => provider.sign(sign(), { element: 'Response' })],
  ])('accepts an honest answer with %s', (_, xml) => {
    expect(verify(xml())).toMatchObject({
      issuer: testUrls.idp,
      nameId: { value: 'alice' },
    });
  });

  it('reads characters however they are written, and values without text', () => {
    const { nameId, attributes } = verify(
      sign({
        nameId: '<saml:NameID>J&#xF6;rg &lt;x&gt; &#128512;</saml:NameID>',
        attributeStatement: `<saml:AttributeStatement>${attributeXml(
          'a',
          'Ж\u00A0&#13;&#10;',
        )}<saml:Attribute Name="b"><saml:AttributeValue xmlns:xsi="${xsi}" xsi:nil="true"/></saml:Attribute><saml:Attribute Name="c"/></saml:AttributeStatement>`,
      }),
    );
    expect(nameId.value).toBe('Jörg <x> 😀');
    expect(attributes.map(({ values }) => values)).toEqual([
      ['Ж\u00A0\r\n'],
      [''],
      [],
    ]);
  });

  it('reads a thousand groups with long names', () => {
    const groups = Array.from(
      { length: 1000 },
      (_, index) => `CN=Grüppe ${index},OU=Groups,DC=example`,
    );
    const { attributes } = verify(
      sign({
        attributeStatement: `<saml:AttributeStatement>${attributeXml(
          'groups',
          ...groups,
        )}</saml:AttributeStatement>`,
      }),
    );
    expect(attributes[0].values).toEqual(groups);
  });
});
