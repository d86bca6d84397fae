export type {
  VerificationSettings,
  VerifyAnswerOptions,
} from './AnswerContext';
export { verifyAnswer } from './verifyAnswer';
export * from './verifyLogout';
export * from './verifyRedirectSignature';
export * from './verifySignature';
export * from './VerifiedMessage';
