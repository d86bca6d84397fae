import { z } from 'zod/v4';
import {
  ssoAccountCreatePermission,
  ssoAccountReadPermission,
  ssoAccountUpdatePermission,
} from '../permissions';
import {
  ssoAccountIdSchema,
  ssoAccountSchema,
  ssoAccountSummarySchema,
  ssoPasswordLinkSchema,
  ssoPersonNameSchema,
} from './accountSchemas';
import { defineSsoOperation } from './operation';

const tag = 'Accounts';
const read = { kind: 'user', permission: ssoAccountReadPermission } as const;
const update = {
  kind: 'user',
  permission: ssoAccountUpdatePermission,
} as const;
const params = z.strictObject({ accountId: ssoAccountIdSchema });
const sessionParams = params.extend({ sessionId: ssoAccountIdSchema });
const linkParams = params.extend({ linkId: ssoAccountIdSchema });
const account = { params, response: ssoAccountSchema };

/**
 * Operations for administrators of accounts. Those that change one answer
 * with the account as it is then.
 *
 * @public
 */
export const ssoAccountOperations = {
  listAccounts: defineSsoOperation({
    operationId: 'listAccounts',
    method: 'get',
    path: '/accounts',
    summary: 'List, search and filter accounts by pages, ordered by username',
    tag,
    access: read,
    query: z.strictObject({
      /** Beginning of the username, email, full name or family name. */
      search: z.string().trim().max(200).optional(),
      state: z
        .enum(['active', 'disabled', 'locked', 'inactive', 'secondFactor'])
        .optional(),
      /** `local` or the id of an SSO connection. */
      source: z.string().max(40).optional(),
      /** `nextCursor` of the page before. */
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({
      accounts: z.array(ssoAccountSummarySchema),
      nextCursor: z.string().optional(),
      /** True when more accounts fit the search than are looked at. */
      limited: z.boolean(),
    }),
  }),
  createAccount: defineSsoOperation({
    operationId: 'createAccount',
    method: 'post',
    path: '/accounts',
    summary: 'Create a local account and the link that sets its password',
    tag,
    access: { kind: 'user', permission: ssoAccountCreatePermission },
    body: z.strictObject({
      username: z
        .string()
        .trim()
        .min(1, 'Enter a username.')
        .max(63, 'Use at most 63 characters.')
        .regex(
          /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/,
          'Use letters, digits and, between them, the characters - _ and a dot.',
        ),
      displayName: ssoPersonNameSchema.optional(),
      email: z.email('Enter an email address.').max(320).optional(),
    }),
    status: 201,
    response: z.object({
      account: ssoAccountSchema,
      passwordLink: ssoPasswordLinkSchema,
    }),
    failures: [409],
  }),
  getAccount: defineSsoOperation({
    operationId: 'getAccount',
    method: 'get',
    path: '/accounts/{accountId}',
    summary: 'Get an account with its links, groups, sessions and sign-ins',
    tag,
    access: read,
    ...account,
    failures: [404],
  }),
  updateAccount: defineSsoOperation({
    operationId: 'updateAccount',
    method: 'put',
    path: '/accounts/{accountId}',
    summary: 'Change the profile of an account; what is left out stays',
    tag,
    access: update,
    ...account,
    body: z.strictObject({
      displayName: ssoPersonNameSchema.optional(),
      givenName: ssoPersonNameSchema.optional(),
      familyName: ssoPersonNameSchema.optional(),
      email: z.email('Enter an email address.').max(320).optional(),
    }),
    failures: [404, 409],
  }),
  setAccountActive: defineSsoOperation({
    operationId: 'setAccountActive',
    method: 'put',
    path: '/accounts/{accountId}/active',
    summary: 'Disable an account, which ends its sessions, or enable it',
    tag,
    access: update,
    ...account,
    body: z.strictObject({ active: z.boolean() }),
    failures: [404, 409],
  }),
  unlockAccount: defineSsoOperation({
    operationId: 'unlockAccount',
    method: 'post',
    path: '/accounts/{accountId}/unlock',
    summary: 'Lift the lock after too many wrong attempts',
    tag,
    access: update,
    ...account,
    failures: [404, 409],
  }),
  resetAccountPassword: defineSsoOperation({
    operationId: 'resetAccountPassword',
    method: 'post',
    path: '/accounts/{accountId}/password-reset',
    summary:
      'Withdraw the password, end the sessions, and issue a link that sets a new one',
    tag,
    access: update,
    params,
    response: ssoPasswordLinkSchema,
    failures: [404, 409],
  }),
  removeAccountSecondFactor: defineSsoOperation({
    operationId: 'removeAccountSecondFactor',
    method: 'delete',
    path: '/accounts/{accountId}/second-factor',
    summary: 'Take the second factor off an account whose device is lost',
    tag,
    access: update,
    params,
    response: ssoAccountSchema,
    failures: [404, 409],
  }),
  endAccountSessions: defineSsoOperation({
    operationId: 'endAccountSessions',
    method: 'delete',
    path: '/accounts/{accountId}/sessions',
    summary: 'End all sessions of an account',
    tag,
    access: update,
    ...account,
    failures: [404],
  }),
  endAccountSession: defineSsoOperation({
    operationId: 'endAccountSession',
    method: 'delete',
    path: '/accounts/{accountId}/sessions/{sessionId}',
    summary: 'End a session of an account',
    tag,
    access: update,
    params: sessionParams,
    response: ssoAccountSchema,
    failures: [404],
  }),
  setAccountSource: defineSsoOperation({
    operationId: 'setAccountSource',
    method: 'put',
    path: '/accounts/{accountId}/source',
    summary: 'Make an account of an SSO connection a local one',
    tag,
    access: update,
    ...account,
    body: z.strictObject({ source: z.literal('local') }),
    failures: [404],
  }),
  removeAccountLink: defineSsoOperation({
    operationId: 'removeAccountLink',
    method: 'delete',
    path: '/accounts/{accountId}/links/{linkId}',
    summary: 'Remove the link to an identity; ends the sessions made by it',
    tag,
    access: update,
    params: linkParams,
    response: ssoAccountSchema,
    failures: [404],
  }),
} as const;
