import { z } from 'zod/v4';
import { ssoIconSchema } from '../connection/icons';
import { defineSsoOperation } from './operation';

const everyone = { kind: 'public' } as const;

/**
 * What an HTTP error says beside the usual Backstage error, when a sign-in
 * was refused.
 *
 * @public
 */
export const ssoRefusalSchema = z.object({
  code: z.string(),
  reason: z.string(),
  /** Short code under which administrators find the trace. */
  reference: z.string().optional(),
});

/** @public */
export type SsoRefusal = z.infer<typeof ssoRefusalSchema>;

/** A button of the sign-in page. @public */
export const ssoSignInOptionSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  icon: ssoIconSchema.optional(),
});

/** @public */
export type SsoSignInOption = z.infer<typeof ssoSignInOptionSchema>;

/** Single-use and seconds-lived; hand it to the `auth` plugin at once. */
const ticket = z.string();
const signedIn = z.object({ ticket });
const password = z.string().min(1).max(1024);
const key = z.string().min(1).max(200);

/**
 * How far a sign-in is: done, or in need of a second factor.
 *
 * @public
 */
export const ssoSignInProgressSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('signedIn'), ticket }),
  z.object({
    status: z.literal('secondFactor'),
    /** Goes back with the code; good for a few minutes. */
    challenge: z.string(),
  }),
]);

/** @public */
export type SsoSignInProgress = z.infer<typeof ssoSignInProgressSchema>;

/**
 * Operations of the sign-in page, for everyone.
 *
 * @public
 */
export const ssoPublicOperations = {
  getSignInOptions: defineSsoOperation({
    operationId: 'getSignInOptions',
    method: 'get',
    path: '/sign-in/options',
    summary: 'What the sign-in page offers',
    tag: 'Sign-in',
    access: everyone,
    query: z.strictObject({
      /** Whether the address of the page has `?nosso=1`. */
      nosso: z.literal('1').optional(),
    }),
    response: z.object({
      connections: z.array(ssoSignInOptionSchema),
      localSignIn: z.boolean(),
      /** True while no local administrator exists. */
      setupNeeded: z.boolean(),
      /** Whether a person can have a password link sent. */
      passwordReset: z.boolean(),
      /**
       * The SSO connection that everyone is sent to at once; absent where
       * `?nosso=1` was asked for and this address may.
       */
      override: z.string().optional(),
      /** Whether `?nosso=1` was asked for from an address that may not. */
      nossoRefused: z.boolean(),
      /** True when the backend was started without some or all plugins. */
      pluginsDisabled: z.enum(['none', 'some', 'all']),
    }),
  }),
  localSignIn: defineSsoOperation({
    operationId: 'localSignIn',
    method: 'post',
    path: '/local/sign-in',
    summary: 'Sign in with username or email and password',
    tag: 'Local sign-in',
    access: everyone,
    body: z.strictObject({
      username: z.string().trim().min(1).max(320),
      password,
    }),
    response: ssoSignInProgressSchema,
    failures: [401, 403, 429],
  }),
  answerSecondFactor: defineSsoOperation({
    operationId: 'answerSecondFactor',
    method: 'post',
    path: '/local/second-factor',
    summary: 'Prove the second factor of a sign-in that waits for it',
    tag: 'Local sign-in',
    access: everyone,
    body: z.strictObject({
      challenge: key,
      /** Of the authenticator, or a recovery code. */
      code: z.string().trim().min(1).max(40),
    }),
    response: z.object({
      ticket,
      /**
       * True when the ticket is bound to the browser that began the sign-in:
       * the page then sends the browser to `/api/auth/sso/handler/frame`.
       */
      bound: z.boolean(),
    }),
    failures: [401, 403, 429],
  }),
  requestPasswordReset: defineSsoOperation({
    operationId: 'requestPasswordReset',
    method: 'post',
    path: '/local/password-reset/request',
    summary: 'Have a password link sent; the answer is the same for everyone',
    tag: 'Local sign-in',
    access: everyone,
    body: z.strictObject({ username: z.string().trim().min(1).max(320) }),
    failures: [403, 429],
  }),
  readPasswordReset: defineSsoOperation({
    operationId: 'readPasswordReset',
    method: 'post',
    path: '/local/password-reset/read',
    summary: 'Whether a password link is good, and for whom',
    tag: 'Local sign-in',
    access: everyone,
    body: z.strictObject({ key }),
    response: z.object({
      username: z.string(),
      /** Smallest number of characters of a password. */
      passwordMinLength: z.int(),
    }),
    failures: [403],
  }),
  completePasswordReset: defineSsoOperation({
    operationId: 'completePasswordReset',
    method: 'post',
    path: '/local/password-reset',
    summary: 'Set a new password, once; ends all sessions, signs nobody in',
    tag: 'Local sign-in',
    access: everyone,
    body: z.strictObject({ key, password }),
    failures: [403, 429],
  }),
  recover: defineSsoOperation({
    operationId: 'recover',
    method: 'post',
    path: '/local/recovery',
    summary: 'Sign an administrator in with a recovery link of the operator',
    tag: 'Local sign-in',
    access: everyone,
    body: z.strictObject({ token: z.string().min(1).max(2000) }),
    response: z.discriminatedUnion('status', [
      z.object({ status: z.literal('signedIn'), ticket }),
      /** The administrator does not exist yet: go on with the set-up. */
      z.object({ status: z.literal('setup'), key: z.string() }),
    ]),
    failures: [403],
  }),
  readSetup: defineSsoOperation({
    operationId: 'readSetup',
    method: 'post',
    path: '/local/setup/read',
    summary: 'Whether a set-up key is good, and for which administrator',
    tag: 'Local sign-in',
    access: everyone,
    body: z.strictObject({ key }),
    response: z.object({
      username: z.string(),
      /** Smallest number of characters of a password. */
      passwordMinLength: z.int(),
    }),
    failures: [403],
  }),
  completeSetup: defineSsoOperation({
    operationId: 'completeSetup',
    method: 'post',
    path: '/local/setup',
    summary: 'Create the first administrator with a set-up key and sign in',
    tag: 'Local sign-in',
    access: everyone,
    body: z.strictObject({
      key,
      displayName: z.string().trim().min(1).max(200),
      email: z.email().max(320),
      password,
    }),
    response: signedIn,
    failures: [403, 409, 429],
  }),
} as const;
