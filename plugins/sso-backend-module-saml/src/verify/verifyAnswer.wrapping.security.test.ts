import { generateKeyPairSync } from 'node:crypto';
import { assertionXml, responseXml } from '../__testUtils__/answerXml';
import { answerOptions } from '../__testUtils__/answerOptions';
import { refusalOf } from '../__testUtils__/refusalOf';
import { TestProvider } from '../__testUtils__/TestProvider';
import { namespaces } from '../xml/namespaces';
import type { VerificationSettings } from './AnswerContext';
import { verifyAnswer } from './verifyAnswer';

const signature = /<ds:Signature .*?<\/ds:Signature>/;
const assertion = /<saml:Assertion .*<\/saml:Assertion>/;
const evil = (xml: string) =>
  xml.replace('>alice<', '>admin<').replace('ID="_assertion"', 'ID="_evil"');

describe('signatures that cover something else', () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let provider: TestProvider;
  beforeAll(async () => {
    provider = await TestProvider.create();
  });

  const verify = (xml: string, settings: Partial<VerificationSettings> = {}) =>
    verifyAnswer({
      ...answerOptions(provider, xml, settings),
      decryptionKeys: [keys.privateKey],
    });
  const codeOf = (xml: string, settings: Partial<VerificationSettings> = {}) =>
    refusalOf(() => verify(xml, settings)).code;

  const ofAssertion = () => provider.sign(responseXml(assertionXml()));
  const ofResponse = () =>
    provider.sign(responseXml(assertionXml()), { element: 'Response' });

  const wrapped: Array<[string, () => string]> = [
    [
      'S01 a copy of the response inside its signature',
      () => {
        const xml = ofResponse();
        const original = xml.replace(signature, '');
        return evil(xml)
          .replace(
            '</ds:Signature>',
            `<ds:Object>${original.replace(
              '_evil',
              '_x',
            )}</ds:Object></ds:Signature>`,
          )
          .replace('ID="_response"', 'ID="_evilResponse"');
      },
    ],
    [
      'S02 the original response before its signature',
      () => {
        const xml = ofResponse();
        const [value] = signature.exec(xml)!;
        const original = xml.replace(signature, '');
        return evil(
          xml.replace('ID="_response"', 'ID="_evilResponse"'),
        ).replace(signature, `${original}${value}`);
      },
    ],
    [
      'S03 an evil assertion before the signed one',
      () => {
        const xml = ofAssertion();
        const [signed] = assertion.exec(xml)!;
        return xml.replace(
          assertion,
          `${evil(signed).replace(signature, '')}${signed}`,
        );
      },
    ],
    [
      'S10 an evil assertion after the signed one',
      () => {
        const xml = ofAssertion();
        const [signed] = assertion.exec(xml)!;
        return xml.replace(
          assertion,
          `${signed}${evil(signed).replace(signature, '')}`,
        );
      },
    ],
    [
      'S04 the signed assertion inside an evil one',
      () => {
        const xml = ofAssertion();
        const [signed] = assertion.exec(xml)!;
        return xml.replace(
          assertion,
          evil(signed)
            .replace(signature, '')
            .replace('</saml:Assertion>', `${signed}</saml:Assertion>`),
        );
      },
    ],
    [
      'S05 an evil assertion with the signature, the signed one behind',
      () => {
        const xml = ofAssertion();
        const [signed] = assertion.exec(xml)!;
        return xml.replace(
          assertion,
          `${evil(signed)}${signed.replace(signature, '')}`,
        );
      },
    ],
    [
      'S06 the signed assertion inside the signature of an evil one',
      () => {
        const [signed] = assertion.exec(ofAssertion())!;
        return ofAssertion().replace(
          assertion,
          evil(signed).replace(
            '</ds:Signature>',
            `${signed.replace(signature, '')}</ds:Signature>`,
          ),
        );
      },
    ],
    [
      'S07 the signed assertion in Extensions',
      () => {
        const xml = ofAssertion();
        const [signed] = assertion.exec(xml)!;
        return xml
          .replace(assertion, evil(signed))
          .replace(
            '<samlp:Status>',
            `<samlp:Extensions>${signed.replace(
              signature,
              '',
            )}</samlp:Extensions><samlp:Status>`,
          );
      },
    ],
    [
      'S08 the signed assertion in an Object',
      () => {
        const xml = ofAssertion();
        const [signed] = assertion.exec(xml)!;
        return xml.replace(
          assertion,
          evil(signed).replace(
            '</ds:Signature>',
            `<ds:Object>${signed.replace(
              signature,
              '',
            )}</ds:Object></ds:Signature>`,
          ),
        );
      },
    ],
    [
      'S12 the signed assertion in Advice',
      () => {
        const xml = ofAssertion();
        const [signed] = assertion.exec(xml)!;
        return xml.replace(
          assertion,
          evil(signed)
            .replace(signature, '')
            .replace(
              '<saml:AuthnStatement',
              `<saml:Advice>${signed}</saml:Advice><saml:AuthnStatement`,
            ),
        );
      },
    ],
    [
      'S15 the signature of the assertion on the response',
      () => {
        const xml = ofAssertion();
        const [value] = signature.exec(xml)!;
        return evil(xml.replace(signature, '')).replace(
          '<samlp:Status>',
          `${value}<samlp:Status>`,
        );
      },
    ],
    [
      'S11 an evil assertion with the ID of the signed one',
      () => {
        const xml = ofAssertion();
        const [signed] = assertion.exec(xml)!;
        return xml.replace(
          assertion,
          `${signed.replace('>alice<', '>admin<')}${signed}`,
        );
      },
    ],
    [
      'S18 an assertion of another namespace beside it',
      () =>
        ofAssertion().replace(
          '</samlp:Response>',
          '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"/></samlp:Response>',
        ),
    ],
    [
      'a LogoutResponse',
      () => ofResponse().replace(/samlp:Response/g, 'samlp:LogoutResponse'),
    ],
    [
      'a response inside an attribute',
      () =>
        provider.sign(
          responseXml(
            assertionXml({
              attributeStatement: `<saml:AttributeStatement><saml:Attribute Name="a"><saml:AttributeValue><samlp:Response xmlns:samlp="${namespaces.samlp}"/></saml:AttributeValue></saml:Attribute></saml:AttributeStatement>`,
            }),
          ),
        ),
    ],
    ['no assertion', () => ofAssertion().replace(assertion, '')],
  ];

  it.each(wrapped)('refuses %s', (_, forge) => {
    for (const wantAssertionsSigned of [true, false]) {
      expect(['saml-structure-invalid', 'saml-signature-malformed']).toContain(
        codeOf(forge(), { wantAssertionsSigned }),
      );
    }
  });

  it('S16 reads nothing of a response beside the signed assertion', () => {
    const xml = ofAssertion().replace(
      '<samlp:Status>',
      '<samlp:Extensions><saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">admin</saml:NameID></samlp:Extensions><samlp:Status>',
    );
    const answer = verify(xml);
    expect(answer.nameId.value).toBe('alice');
    expect(JSON.stringify(answer)).not.toContain('admin');
  });
});
