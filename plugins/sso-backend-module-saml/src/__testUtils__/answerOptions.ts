import { samlSettingsSchema } from '../settings';
import type {
  VerificationSettings,
  VerifyAnswerOptions,
} from '../verify/AnswerContext';
import { testNow, testUrls } from './answerXml';
import type { TestProvider } from './TestProvider';

/** What an answer of a provider of these tests is verified against. */
export function answerOptions(
  provider: TestProvider,
  xml: string,
  settings: Partial<VerificationSettings> = {},
): VerifyAnswerOptions {
  const parsed = samlSettingsSchema.parse({
    entityId: testUrls.idp,
    entryPoint: 'https://idp.example.com/sign-in',
    certificates: provider.certificate.pem,
  });
  return {
    xml,
    settings: { ...parsed, ...settings },
    certificates: [provider.certificate],
    decryptionKeys: [],
    acsUrl: testUrls.acs,
    audience: testUrls.portal,
    requestId: '_request',
    now: testNow,
  };
}
