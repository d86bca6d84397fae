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
import {
  ssoCheckFindingSchema,
  ssoInspectionSchema,
  ssoProtocolInfoSchema,
  ssoSettingsProposalSchema,
  ssoSetupSourceSchema,
} from './protocolSchemas';
import { ssoTraceSchema, ssoTraceSummarySchema } from './traceSchemas';

/** @public */
export const ssoConnectionVersionSchema = z.object({
  version: z.int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
  /**
   * What happened: `created`, `updated`, `activated`, `deactivated`,
   * `maintained` (by the protocol itself).
   */
  action: z.string(),
  /** Paths of the values that changed, without the values of secrets. */
  changedPaths: z.array(z.string()),
});

/** @public */
export type SsoConnectionVersion = z.infer<typeof ssoConnectionVersionSchema>;

const connectionParams = z.strictObject({
  connectionId: ssoConnectionIdSchema,
});
const protocolParams = z.strictObject({
  protocolId: z.string().min(1).max(100),
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
  proposeSettings: defineSsoOperation({
    operationId: 'proposeSettings',
    method: 'post',
    path: '/protocols/{protocolId}/proposal',
    summary: 'Propose settings from metadata that a provider publishes',
    tag: 'SSO connections',
    access: update,
    params: protocolParams,
    body: ssoSetupSourceSchema,
    response: ssoSettingsProposalSchema,
    failures: [404],
  }),
  inspectSetting: defineSsoOperation({
    operationId: 'inspectSetting',
    method: 'post',
    path: '/protocols/{protocolId}/inspection',
    summary: 'Tell what a value is, such as a certificate, before it is saved',
    tag: 'SSO connections',
    access: update,
    params: protocolParams,
    body: z.strictObject({
      /** Name of a setting that is marked `inspected`. */
      name: z.string().min(1).max(100),
      value: z.string().max(100_000),
    }),
    response: z.object({ inspections: z.array(ssoInspectionSchema) }),
    failures: [404],
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
  runConnectionAction: defineSsoOperation({
    operationId: 'runConnectionAction',
    method: 'post',
    path: '/connections/{connectionId}/actions/{actionId}',
    summary: 'Let the protocol do something, such as make a key',
    tag: 'SSO connections',
    access: update,
    params: connectionParams.extend({
      actionId: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
    }),
    body: z.strictObject(versioned),
    response: z.object({
      connection: ssoConnectionSchema,
      findings: z.array(ssoCheckFindingSchema),
    }),
    failures: [404, 409],
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
    summary: 'List traces of sign-ins, newest first',
    tag: 'Traces',
    access: { kind: 'user', permission: ssoTraceReadPermission },
    query: z.strictObject({
      connectionId: ssoConnectionIdSchema.optional(),
      outcome: z.enum(['refused', 'success']).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ traces: z.array(ssoTraceSummarySchema) }),
  }),
  getTrace: defineSsoOperation({
    operationId: 'getTrace',
    method: 'get',
    path: '/traces/{reference}',
    summary: 'Open the redacted trace of a sign-in by its short code',
    tag: 'Traces',
    access: { kind: 'user', permission: ssoTraceReadPermission },
    params: z.strictObject({ reference: z.string().min(1).max(40) }),
    response: ssoTraceSchema,
    failures: [404],
  }),
} as const;
