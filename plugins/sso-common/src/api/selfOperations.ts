import { z } from 'zod/v4';
import { ssoConnectionIdSchema } from '../connection/connection';
import {
  ssoAccountIdSchema,
  ssoMyAccountSchema,
  ssoPersonNameSchema,
} from './accountSchemas';
import { defineSsoOperation } from './operation';

const tag = 'My security';
const access = { kind: 'self' } as const;
const response = ssoMyAccountSchema;
const password = z.string().min(1).max(1024);
/** The current password, where `proofNeeded` asks for it. */
const proof = { currentPassword: password.optional() };
/** Of the authenticator, or a recovery code. */
const code = z.string().trim().min(6).max(40);
const recoveryCodes = z.object({
  /** Shown this once. */
  recoveryCodes: z.array(z.string()),
});

/**
 * What signed-in people do with their own account. Those that change it
 * answer with the account as it is then.
 *
 * @public
 */
export const ssoSelfOperations = {
  getMyAccount: defineSsoOperation({
    operationId: 'getMyAccount',
    method: 'get',
    path: '/me',
    summary: 'Get your own account with its sessions and linked providers',
    tag,
    access,
    response,
    failures: [404],
  }),
  updateMyProfile: defineSsoOperation({
    operationId: 'updateMyProfile',
    method: 'put',
    path: '/me/profile',
    summary:
      'Change your own profile, where it is open; what is left out stays',
    tag,
    access,
    body: z.strictObject({
      displayName: ssoPersonNameSchema.optional(),
      givenName: ssoPersonNameSchema.optional(),
      familyName: ssoPersonNameSchema.optional(),
    }),
    response,
    failures: [403, 404],
  }),
  changeMyPassword: defineSsoOperation({
    operationId: 'changeMyPassword',
    method: 'put',
    path: '/me/password',
    summary: 'Change your own password; ends all other sessions',
    tag,
    access,
    body: z.strictObject({ ...proof, newPassword: password }),
    response,
    failures: [403, 404, 429],
  }),
  beginSecondFactor: defineSsoOperation({
    operationId: 'beginSecondFactor',
    method: 'post',
    path: '/me/second-factor/begin',
    summary: 'Get the key of a new authenticator, which a code then confirms',
    tag,
    access,
    body: z.strictObject(proof),
    response: z.object({
      /** Base32, to type in by hand. */
      secret: z.string(),
      /** `otpauth://totp/…`, for the QR code. */
      uri: z.string(),
    }),
    failures: [403, 404, 409, 429],
  }),
  confirmSecondFactor: defineSsoOperation({
    operationId: 'confirmSecondFactor',
    method: 'post',
    path: '/me/second-factor/confirm',
    summary: 'Turn the second factor on; ends all other sessions',
    tag,
    access,
    body: z.strictObject({ code }),
    response: recoveryCodes,
    failures: [401, 404, 409],
  }),
  renewRecoveryCodes: defineSsoOperation({
    operationId: 'renewRecoveryCodes',
    method: 'post',
    path: '/me/second-factor/recovery-codes',
    summary: 'Replace the recovery codes',
    tag,
    access,
    body: z.strictObject({ code }),
    response: recoveryCodes,
    failures: [401, 404, 409],
  }),
  removeSecondFactor: defineSsoOperation({
    operationId: 'removeSecondFactor',
    method: 'post',
    path: '/me/second-factor/remove',
    summary: 'Turn the second factor off',
    tag,
    access,
    body: z.strictObject({ code }),
    response,
    failures: [401, 404, 409],
  }),
  endMySession: defineSsoOperation({
    operationId: 'endMySession',
    method: 'delete',
    path: '/me/sessions/{sessionId}',
    summary: 'End one of your own sessions',
    tag,
    access,
    params: z.strictObject({ sessionId: ssoAccountIdSchema }),
    response,
    failures: [404],
  }),
  endMySessions: defineSsoOperation({
    operationId: 'endMySessions',
    method: 'post',
    path: '/me/sessions/end',
    summary: 'Sign out everywhere, or everywhere else',
    tag,
    access,
    body: z.strictObject({ keepCurrent: z.boolean() }),
    response: z.object({ ended: z.int() }),
    failures: [404],
  }),
  beginMyLink: defineSsoOperation({
    operationId: 'beginMyLink',
    method: 'post',
    path: '/me/links/begin',
    summary: 'Begin to link an identity at a provider',
    tag,
    access,
    body: z.strictObject({ connectionId: ssoConnectionIdSchema, ...proof }),
    response: z.object({
      /** Where the browser goes, soon and once. */
      url: z.string(),
    }),
    failures: [403, 404, 429],
  }),
  completeMyLink: defineSsoOperation({
    operationId: 'completeMyLink',
    method: 'post',
    path: '/me/links',
    summary: 'Link the identity that a provider has proved meanwhile',
    tag,
    access,
    body: z.strictObject({ proof: z.string().min(1).max(200) }),
    response,
    failures: [403, 404, 409],
  }),
  removeMyLink: defineSsoOperation({
    operationId: 'removeMyLink',
    method: 'delete',
    path: '/me/links/{linkId}',
    summary: 'Remove the link to an identity; ends the sessions made by it',
    tag,
    access,
    params: z.strictObject({ linkId: ssoAccountIdSchema }),
    response,
    failures: [403, 404, 409],
  }),
} as const;
