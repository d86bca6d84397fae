import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { isSsoError } from '@latchkey/plugin-sso-common';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { answerOptions } from '../__testUtils__/answerOptions';
import {
  assertionXml,
  responseXml,
  testUrls,
} from '../__testUtils__/answerXml';
import { mutateXml, seededRandom } from '../__testUtils__/mutateXml';
import { TestProvider } from '../__testUtils__/TestProvider';
import type { VerificationSettings } from './AnswerContext';
import type { VerifiedAnswer } from './VerifiedMessage';
import { verifyAnswer } from './verifyAnswer';

const mutations = 200;

interface Outcomes {
  readonly accepted: Array<{
    readonly xml: string;
    readonly answer: VerifiedAnswer;
  }>;
  refused: number;
  readonly failed: unknown[];
}

const identityOf = (answer: VerifiedAnswer) => ({
  assertionId: answer.assertionId,
  issuer: answer.issuer,
  nameId: answer.nameId,
  attributes: answer.attributes,
  sessionIndex: answer.sessionIndex,
  authenticatedAt: answer.authenticatedAt,
});

/**
 * What others make of the same messages: never is a message accepted here
 * that they refuse, and nothing but the original is read out of one.
 */
describe('verification beside node-saml and xml-crypto', () => {
  let provider: TestProvider;
  beforeAll(async () => {
    provider = await TestProvider.create();
  });

  const responseOnly = {
    wantAssertionsSigned: false,
    wantResponseSigned: true,
  };
  const whole = { element: 'Response' } as const;
  const corpus: Array<[string, () => string, Partial<VerificationSettings>]> = [
    [
      'a signed assertion',
      () => provider.sign(responseXml(assertionXml())),
      {},
    ],
    [
      'an assertion that was signed alone',
      () => responseXml(provider.sign(assertionXml())),
      {},
    ],
    [
      'a signed response',
      () => provider.sign(responseXml(assertionXml()), whole),
      responseOnly,
    ],
    [
      'both signed',
      () => provider.sign(provider.sign(responseXml(assertionXml())), whole),
      { wantResponseSigned: true },
    ],
    [
      'prefixes of PrefixList',
      () => provider.sign(responseXml(assertionXml()), { prefixes: ['xs'] }),
      {},
    ],
    [
      'a document with line breaks and single quotes',
      () =>
        provider
          .sign(responseXml(assertionXml().replace(/></g, '>\n  <')))
          .replace(/"/g, "'"),
      {},
    ],
  ];

  const nodeSaml = (settings: Partial<VerificationSettings>) =>
    new SAML({
      idpCert: provider.certificate.pem,
      issuer: testUrls.portal,
      audience: testUrls.portal,
      callbackUrl: testUrls.acs,
      wantAssertionsSigned: settings.wantAssertionsSigned ?? true,
      wantAuthnResponseSigned: settings.wantResponseSigned ?? false,
      validateInResponseTo: ValidateInResponseTo.never,
      // The messages are of another time than the one of the test run.
      acceptedClockSkewMs: -1,
    });

  /** Each signature of the document by xml-crypto, and how many there are. */
  function xmlCrypto(xml: string): boolean[] {
    const document = new DOMParser().parseFromString(xml, 'text/xml');
    return Array.from(
      document.getElementsByTagNameNS(
        'http://www.w3.org/2000/09/xmldsig#',
        'Signature',
      ),
    ).map(signature => {
      const signed = new SignedXml({
        publicCert: provider.certificate.pem,
        getCertFromKeyInfo: () => null,
      });
      signed.loadSignature(signature);
      return signed.checkSignature(xml);
    });
  }

  async function expectOthersToAgree(
    xml: string,
    settings: Partial<VerificationSettings>,
    answer: VerifiedAnswer,
  ) {
    const { profile } = await nodeSaml(settings).validatePostResponseAsync({
      SAMLResponse: Buffer.from(xml).toString('base64'),
    });
    expect(profile?.nameID).toBe(answer.nameId.value);
    expect(profile?.sessionIndex).toBe(answer.sessionIndex);
    for (const { name, values } of answer.attributes) {
      expect([profile?.[name]].flat()).toEqual(values);
    }
    const signatures = xmlCrypto(xml);
    expect(signatures).not.toEqual([]);
    expect(signatures).not.toContain(false);
  }

  function attempt(
    xml: string,
    settings: Partial<VerificationSettings>,
    outcomes: Outcomes,
  ): void {
    try {
      const answer = verifyAnswer(answerOptions(provider, xml, settings));
      outcomes.accepted.push({ xml, answer });
    } catch (error) {
      if (isSsoError(error)) {
        outcomes.refused += 1;
      } else {
        outcomes.failed.push(error);
      }
    }
  }

  it.each(corpus)('accept %s all alike', async (_, honest, settings) => {
    const xml = honest();
    const answer = verifyAnswer(answerOptions(provider, xml, settings));
    expect(answer.nameId.value).toBe('alice');
    await expectOthersToAgree(xml, settings, answer);
  });

  it.each(corpus)(
    `SAML-12 accepts no mutation of %s that others refuse or that says something else`,
    async (name, honest, settings) => {
      const original = honest();
      const expected = identityOf(
        verifyAnswer(answerOptions(provider, original, settings)),
      );
      const random = seededRandom(name.length);
      const outcomes: Outcomes = { accepted: [], refused: 0, failed: [] };
      for (let count = 0; count < mutations; count++) {
        const xml = mutateXml(original, random);
        if (xml !== original) {
          attempt(xml, settings, outcomes);
        }
      }
      for (const { xml, answer } of outcomes.accepted) {
        expect(identityOf(answer)).toEqual(expected);
        await expectOthersToAgree(xml, settings, answer);
      }
      // Never anything but a refusal, whatever a message looks like.
      expect(outcomes.failed).toEqual([]);
      expect(outcomes.accepted.length).toBeGreaterThan(3);
      expect(outcomes.refused).toBeGreaterThan(mutations / 2);
    },
  );
});
