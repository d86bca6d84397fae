import { z } from 'zod/v4';
import { ssoConnectionIdSchema } from '../connection/connection';
import {
  ssoConnectionReadPermission,
  ssoConnectionUpdatePermission,
} from '../permissions';
import { defineSsoOperation } from './operation';
import { ssoCheckFindingSchema } from './protocolSchemas';
import { ssoEvidenceSchema } from './traceSchemas';

const read = { kind: 'user', permission: ssoConnectionReadPermission } as const;
const update = {
  kind: 'user',
  permission: ssoConnectionUpdatePermission,
} as const;
const params = z.strictObject({ connectionId: ssoConnectionIdSchema });

/**
 * Override auth that is on: `pending` reverts by itself unless it is
 * confirmed, `confirmed` stays.
 *
 * @public
 */
export const ssoOverrideSchema = z.object({
  connectionId: z.string(),
  displayName: z.string(),
  state: z.enum(['pending', 'confirmed']),
  /** When it reverts, while it is pending. */
  revertsAt: z.iso.datetime().optional(),
  armedAt: z.iso.datetime(),
  /** Entity reference of the administrator. */
  armedBy: z.string(),
  /** False while the connection is switched off, skipped or not installed. */
  effective: z.boolean(),
});

/** @public */
export type SsoOverride = z.infer<typeof ssoOverrideSchema>;

/** What the page of an SSO connection says about override auth. @public */
export const ssoConnectionOverrideSchema = z.object({
  state: z.enum(['off', 'pending', 'confirmed']),
  /** The one that is on, perhaps of another SSO connection. */
  override: ssoOverrideSchema.optional(),
  /** The caller's successful test of the settings as they are saved now. */
  testedAt: z.iso.datetime().optional(),
  /** Whether the caller's session can confirm it. */
  canConfirm: z.boolean(),
  /** The warning about `?nosso=1`, with the addresses that it is open to. */
  nosso: z.object({
    /** Empty: open to all. */
    addresses: z.array(z.string()),
  }),
});

/** @public */
export type SsoConnectionOverride = z.infer<typeof ssoConnectionOverrideSchema>;

/** Plugins that this backend was started without. @public */
export const ssoDisabledPluginsSchema = z.object({
  all: z.boolean(),
  connectionIds: z.array(z.string()),
});

/** @public */
export type SsoDisabledPlugins = z.infer<typeof ssoDisabledPluginsSchema>;

/**
 * Test sign-ins, override auth and the state of the ways back in.
 *
 * @public
 */
export const ssoOverrideOperations = {
  getPortalStatus: defineSsoOperation({
    operationId: 'getPortalStatus',
    method: 'get',
    path: '/status',
    summary: 'What administrators have to know at once',
    tag: 'Override auth',
    access: read,
    response: z.object({
      override: ssoOverrideSchema.optional(),
      disabledPlugins: ssoDisabledPluginsSchema,
      /** The health of the ways back in. */
      escapeRoutes: z.array(ssoCheckFindingSchema),
    }),
  }),
  beginConnectionTest: defineSsoOperation({
    operationId: 'beginConnectionTest',
    method: 'post',
    path: '/connections/{connectionId}/test',
    summary: 'Begin a test sign-in with the saved settings',
    tag: 'Override auth',
    access: update,
    params,
    response: z.object({
      /** Where the browser goes, soon and once. */
      url: z.string(),
    }),
    failures: [404, 503],
  }),
  completeConnectionTest: defineSsoOperation({
    operationId: 'completeConnectionTest',
    method: 'post',
    path: '/connections/{connectionId}/test/result',
    summary: 'Keep the result of a test sign-in; nothing else is written',
    tag: 'Override auth',
    access: update,
    params,
    body: z.strictObject({ proof: z.string().min(1).max(200) }),
    response: z.object({
      outcome: z.enum(['success', 'refused']),
      code: z.string().optional(),
      /** Why it was refused and what to do. */
      detail: z.string().optional(),
      advice: z.string().optional(),
      /** Account that the person would get. */
      account: z.string().optional(),
      accountCreated: z.boolean(),
      evidence: z.array(ssoEvidenceSchema),
    }),
    failures: [403, 404],
  }),
  getConnectionOverride: defineSsoOperation({
    operationId: 'getConnectionOverride',
    method: 'get',
    path: '/connections/{connectionId}/override',
    summary: 'Whether override auth is on, and what is missing for it',
    tag: 'Override auth',
    access: read,
    params,
    response: ssoConnectionOverrideSchema,
    failures: [404],
  }),
  armOverride: defineSsoOperation({
    operationId: 'armOverride',
    method: 'post',
    path: '/connections/{connectionId}/override',
    summary: 'Switch override auth on; reverts in 10 minutes unless confirmed',
    tag: 'Override auth',
    access: update,
    params,
    response: ssoConnectionOverrideSchema,
    failures: [404, 409],
  }),
  confirmOverride: defineSsoOperation({
    operationId: 'confirmOverride',
    method: 'post',
    path: '/connections/{connectionId}/override/confirm',
    summary: 'Confirm override auth from a session made through it',
    tag: 'Override auth',
    access: update,
    params,
    response: ssoConnectionOverrideSchema,
    failures: [404, 409],
  }),
  disarmOverride: defineSsoOperation({
    operationId: 'disarmOverride',
    method: 'delete',
    path: '/connections/{connectionId}/override',
    summary: 'Switch override auth off',
    tag: 'Override auth',
    access: update,
    params,
    response: ssoConnectionOverrideSchema,
    failures: [404],
  }),
} as const;
