import { generateKeyPairSync } from 'node:crypto';
import { assertionXml, responseXml } from '../__testUtils__/answerXml';
import { answerOptions } from '../__testUtils__/answerOptions';
import { refusalOf } from '../__testUtils__/refusalOf';
import { TestProvider } from '../__testUtils__/TestProvider';
import type { VerificationSettings } from './AnswerContext';
import { verifyAnswer } from './verifyAnswer';

describe('which signatures an answer has', () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let provider: TestProvider;
  let stranger: TestProvider;
  beforeAll(async () => {
    provider = await TestProvider.create();
    stranger = await TestProvider.create();
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
  const ofBoth = () => provider.sign(ofAssertion(), { element: 'Response' });
  const responseOnly = {
    wantAssertionsSigned: false,
    wantResponseSigned: true,
  };

  it('SAML-6 accepts each way of signing where it is wanted', () => {
    expect(verify(ofAssertion()).nameId.value).toBe('alice');
    expect(verify(ofBoth()).nameId.value).toBe('alice');
    expect(verify(ofBoth(), { wantResponseSigned: true }).nameId.value).toBe(
      'alice',
    );
    expect(verify(ofResponse(), responseOnly).nameId.value).toBe('alice');
    expect(
      verify(ofAssertion(), { wantAssertionsSigned: false }).nameId.value,
    ).toBe('alice');
  });

  it('SAML-6 refuses each way of signing where another is wanted', () => {
    const missing = 'saml-signature-missing';
    expect(codeOf(ofResponse())).toBe(missing);
    expect(codeOf(ofAssertion(), responseOnly)).toBe(missing);
    expect(codeOf(ofAssertion(), { wantResponseSigned: true })).toBe(missing);
    for (const wantAssertionsSigned of [true, false]) {
      expect(
        codeOf(responseXml(assertionXml()), { wantAssertionsSigned }),
      ).toBe(missing);
    }
  });

  it('refuses any signature that is not valid, wanted or not', () => {
    const tampered = ofBoth().replace(
      'Version="2.0"',
      'Consent="x" Version="2.0"',
    );
    expect(codeOf(tampered)).toBe('saml-signature-invalid');
    const halfStranger = stranger.sign(ofAssertion(), { element: 'Response' });
    expect(codeOf(halfStranger)).toBe('saml-signature-invalid');
    const signedInside = provider.sign(
      stranger.sign(responseXml(assertionXml())),
      { element: 'Response' },
    );
    expect(codeOf(signedInside, responseOnly)).toBe('saml-signature-invalid');
  });
});
