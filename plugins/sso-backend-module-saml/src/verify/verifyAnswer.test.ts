import { assertionXml, responseXml, testUrls } from '../testUtils/answerXml';
import { answerOptions } from '../testUtils/answerOptions';
import { TestProvider } from '../testUtils/TestProvider';
import { verifyAnswer } from './verifyAnswer';

describe('verifyAnswer', () => {
  let provider: TestProvider;
  beforeAll(async () => {
    provider = await TestProvider.create();
  });

  it('SAML-12 reads a signed assertion with all that it says', () => {
    const xml = provider.sign(responseXml(assertionXml()));
    expect(verifyAnswer(answerOptions(provider, xml))).toMatchObject({
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
});
