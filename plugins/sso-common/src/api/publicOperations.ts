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

const ticket = z.object({
  /** Single-use and seconds-lived; hand it to the `auth` plugin at once. */
  ticket: z.string(),
});
const password = z.string().min(1).max(1024);

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
    response: z.object({
      connections: z.array(ssoSignInOptionSchema),
      localSignIn: z.boolean(),
      /** True while no local administrator exists. */
      setupNeeded: z.boolean(),
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
    response: ticket,
    failures: [401, 403, 429],
  }),
  readSetup: defineSsoOperation({
    operationId: 'readSetup',
    method: 'post',
    path: '/local/setup/read',
    summary: 'Whether a set-up key is good, and for which administrator',
    tag: 'Local sign-in',
    access: everyone,
    body: z.strictObject({ key: z.string().min(1).max(200) }),
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
      key: z.string().min(1).max(200),
      displayName: z.string().trim().min(1).max(200),
      email: z.email().max(320),
      password: z
        .string()
        .min(12, 'Use at least 12 characters.')
        .max(1024, 'Use at most 1024 characters.'),
    }),
    response: ticket,
    failures: [403, 409, 429],
  }),
} as const;
