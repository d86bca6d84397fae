import { z } from 'zod/v4';
import {
  ssoConnectionIdSchema,
  ssoConnectionInputSchema,
  ssoConnectionSchema,
  ssoConnectionSummarySchema,
} from '../connection/connection';
import {
  ssoConnectionCreatePermission,
  ssoConnectionDeletePermission,
  ssoConnectionReadPermission,
  ssoConnectionUpdatePermission,
  ssoTraceReadPermission,
} from '../permissions';
import { defineSsoOperation } from './operation';

/**
 * A protocol that can be activated. `settingsSchema` is JSON Schema 2020-12
 * with these additions on its properties: `group` (heading under which the
 * field stands), `secret` (write-only), `advanced`, `placeholder`,
 * `multiline`.
 *
 * @public
 */
export const ssoProtocolInfoSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  icon: z.string(),
  settingsSchema: z.record(z.string(), z.unknown()),
  /** Sign-in resolvers that a policy may name, in the default order first. */
  resolvers: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      description: z.string(),
      /** Part of the default order. */
      default: z.boolean(),
    }),
  ),
});

/** @public */
export type SsoProtocolInfo = z.infer<typeof ssoProtocolInfoSchema>;

/**
 * One thing that a check of a provider looked at.
 *
 * @public
 */
export const ssoCheckFindingSchema = z.object({
  title: z.string(),
  outcome: z.enum(['passed', 'failed', 'note']),
  /** Code of the refusal, for a failed one. */
  code: z.string().optional(),
  detail: z.string().optional(),
  advice: z.string().optional(),
});

/** @public */
export type SsoCheckFinding = z.infer<typeof ssoCheckFindingSchema>;

/** @public */
export const ssoConnectionVersionSchema = z.object({
  version: z.int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
  /** What happened: `created`, `updated`, `activated`, `deactivated`. */
  action: z.string(),
  /** Paths of the values that changed, without the values of secrets. */
  changedPaths: z.array(z.string()),
});

/** @public */
export type SsoConnectionVersion = z.infer<typeof ssoConnectionVersionSchema>;

/** One step of a sign-in as the trace keeps it. @public */
export const ssoTraceStepSchema = z.object({
  step: z.string(),
  outcome: z.enum(['passed', 'refused', 'skipped']),
  evidence: z.array(z.object({ label: z.string(), value: z.unknown() })),
});

/** @public */
export type SsoTraceStep = z.infer<typeof ssoTraceStepSchema>;

/** @public */
export const ssoTraceSummarySchema = z.object({
  /** The short code that the person saw. */
  reference: z.string(),
  at: z.iso.datetime(),
  connectionId: z.string().optional(),
  connectionName: z.string().optional(),
  code: z.string(),
  detail: z.string().optional(),
});

/** @public */
export type SsoTraceSummary = z.infer<typeof ssoTraceSummarySchema>;

/** @public */
export const ssoTraceSchema = ssoTraceSummarySchema.extend({
  expiresAt: z.iso.datetime(),
  reason: z.string(),
  advice: z.string(),
  actor: z.enum(['user', 'administrator', 'provider', 'operator']),
  steps: z.array(ssoTraceStepSchema),
});

/** @public */
export type SsoTrace = z.infer<typeof ssoTraceSchema>;

const connectionParams = z.strictObject({
  connectionId: ssoConnectionIdSchema,
});
const read = {
  kind: 'user',
  permission: ssoConnectionReadPermission,
} as const;
const update = {
  kind: 'user',
  permission: ssoConnectionUpdatePermission,
} as const;

const versioned = {
  /** The version that the change is based on; another one is refused. */
  version: z.int().min(1),
};

/**
 * Operations for administrators.
 *
 * @public
 */
export const ssoAdminOperations = {
  listProtocols: defineSsoOperation({
    operationId: 'listProtocols',
    method: 'get',
    path: '/protocols',
    summary: 'List the protocols that can be activated',
    tag: 'SSO connections',
    access: read,
    response: z.object({ protocols: z.array(ssoProtocolInfoSchema) }),
  }),
  listConnections: defineSsoOperation({
    operationId: 'listConnections',
    method: 'get',
    path: '/connections',
    summary: 'List the SSO connections in their order on the sign-in page',
    tag: 'SSO connections',
    access: read,
    response: z.object({ connections: z.array(ssoConnectionSummarySchema) }),
  }),
  createConnection: defineSsoOperation({
    operationId: 'createConnection',
    method: 'post',
    path: '/connections',
    summary: 'Activate a protocol: create an SSO connection',
    tag: 'SSO connections',
    access: { kind: 'user', permission: ssoConnectionCreatePermission },
    body: ssoConnectionInputSchema.extend({
      /** Without it, an id is made from the display name. */
      id: ssoConnectionIdSchema.optional(),
      protocol: z.string().min(1).max(100),
      active: z.boolean().default(true),
    }),
    status: 201,
    response: ssoConnectionSchema,
    failures: [409],
  }),
  getConnection: defineSsoOperation({
    operationId: 'getConnection',
    method: 'get',
    path: '/connections/{connectionId}',
    summary: 'Get an SSO connection with its redacted settings',
    tag: 'SSO connections',
    access: read,
    params: connectionParams,
    response: ssoConnectionSchema,
    failures: [404],
  }),
  updateConnection: defineSsoOperation({
    operationId: 'updateConnection',
    method: 'put',
    path: '/connections/{connectionId}',
    summary: 'Change an SSO connection',
    tag: 'SSO connections',
    access: update,
    params: connectionParams,
    body: ssoConnectionInputSchema.extend(versioned),
    response: ssoConnectionSchema,
    failures: [404, 409],
  }),
  setConnectionActive: defineSsoOperation({
    operationId: 'setConnectionActive',
    method: 'put',
    path: '/connections/{connectionId}/active',
    summary: 'Switch an SSO connection on or off; its settings stay',
    tag: 'SSO connections',
    access: update,
    params: connectionParams,
    body: z.strictObject({ active: z.boolean(), ...versioned }),
    response: ssoConnectionSchema,
    failures: [404, 409],
  }),
  orderConnections: defineSsoOperation({
    operationId: 'orderConnections',
    method: 'put',
    path: '/connection-order',
    summary: 'Set the order of the buttons on the sign-in page',
    tag: 'SSO connections',
    access: update,
    body: z.strictObject({
      connectionIds: z.array(ssoConnectionIdSchema).max(1000),
    }),
    response: z.object({ connections: z.array(ssoConnectionSummarySchema) }),
    failures: [409],
  }),
  deleteConnection: defineSsoOperation({
    operationId: 'deleteConnection',
    method: 'delete',
    path: '/connections/{connectionId}',
    summary:
      'Delete an SSO connection with its identity links; ends its sessions, keeps its accounts',
    tag: 'SSO connections',
    access: { kind: 'user', permission: ssoConnectionDeletePermission },
    params: connectionParams,
    failures: [404],
  }),
  checkConnection: defineSsoOperation({
    operationId: 'checkConnection',
    method: 'post',
    path: '/connections/{connectionId}/check',
    summary: 'Ask the provider whether the saved settings can work',
    tag: 'SSO connections',
    access: update,
    params: connectionParams,
    response: z.object({ findings: z.array(ssoCheckFindingSchema) }),
    failures: [404],
  }),
  listConnectionVersions: defineSsoOperation({
    operationId: 'listConnectionVersions',
    method: 'get',
    path: '/connections/{connectionId}/versions',
    summary: 'List the changes of an SSO connection, newest first',
    tag: 'SSO connections',
    access: read,
    params: connectionParams,
    response: z.object({ versions: z.array(ssoConnectionVersionSchema) }),
    failures: [404],
  }),
  listTraces: defineSsoOperation({
    operationId: 'listTraces',
    method: 'get',
    path: '/traces',
    summary: 'List refused sign-ins, newest first',
    tag: 'Traces',
    access: { kind: 'user', permission: ssoTraceReadPermission },
    query: z.strictObject({
      connectionId: ssoConnectionIdSchema.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ traces: z.array(ssoTraceSummarySchema) }),
  }),
  getTrace: defineSsoOperation({
    operationId: 'getTrace',
    method: 'get',
    path: '/traces/{reference}',
    summary: 'Open the redacted trace of a refused sign-in by its short code',
    tag: 'Traces',
    access: { kind: 'user', permission: ssoTraceReadPermission },
    params: z.strictObject({ reference: z.string().min(1).max(40) }),
    response: ssoTraceSchema,
    failures: [404],
  }),
} as const;
