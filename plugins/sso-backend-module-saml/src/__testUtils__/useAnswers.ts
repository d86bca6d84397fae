import { type VerifiedAnswer, verifyAnswer } from '../verify';
import type { VerifyAnswerOptions } from '../verify/AnswerContext';
import { answerOptions } from './answerOptions';
import {
  assertionXml,
  type AssertionParts,
  at,
  responseXml,
  type ResponseParts,
  testUrls,
} from './answerXml';
import { TestProvider } from './TestProvider';

/** Attributes of the confirmation of an honest answer. */
export const honestConfirmation = `Recipient="${
  testUrls.acs
}" InResponseTo="_request" NotOnOrAfter="${at(300)}"`;

/**
 * A provider for the tests of a `describe`, whose answers differ from honest
 * ones in the given parts. Their assertion is signed after the change.
 */
export function useAnswers() {
  let provider: TestProvider;
  beforeAll(async () => {
    provider = await TestProvider.create();
  });
  return {
    provider: () => provider,
    /** @throws SsoError of `verifyAnswer` */
    verify: (
      parts: AssertionParts = {},
      response: ResponseParts = {},
      options: Partial<VerifyAnswerOptions> = {},
    ): VerifiedAnswer =>
      verifyAnswer({
        ...answerOptions(
          provider,
          provider.sign(responseXml(assertionXml(parts), response)),
        ),
        ...options,
      }),
  };
}
