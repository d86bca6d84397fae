import {
  SsoOperation,
  ssoAccountOperations,
  ssoAdminOperations,
  ssoOverrideOperations,
  ssoPublicOperations,
  ssoSelfOperations,
  ssoServiceOperations,
} from '@latchkey/plugin-sso-common';
import { z } from 'zod/v4';

type JsonSchema = Record<string, unknown>;

const operations: readonly SsoOperation[] = [
  ...Object.values(ssoAdminOperations),
  ...Object.values(ssoAccountOperations),
  ...Object.values(ssoOverrideOperations),
  ...Object.values(ssoSelfOperations),
  ...Object.values(ssoPublicOperations),
  ...Object.values(ssoServiceOperations),
];

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error', 'response'],
  properties: {
    error: {
      type: 'object',
      required: ['name', 'message'],
      properties: {
        name: { type: 'string' },
        message: { type: 'string' },
      },
    },
    fields: {
      type: 'array',
      description: 'Every value of the request that is not accepted.',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: {
          path: { type: 'string' },
          message: { type: 'string' },
        },
        additionalProperties: false,
      },
    },
    refusal: {
      type: 'object',
      description: 'Why a sign-in was refused.',
      required: ['code', 'reason'],
      properties: {
        code: { type: 'string' },
        reason: { type: 'string' },
        reference: { type: 'string' },
      },
      additionalProperties: false,
    },
    request: { type: 'object' },
    response: {
      type: 'object',
      required: ['statusCode'],
      properties: { statusCode: { type: 'integer' } },
    },
  },
};

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  // The dialect is said once for the whole document.
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
  });
  return rest;
}

function toParameters(
  schema: z.ZodType,
  location: 'path' | 'query',
): JsonSchema[] {
  const { properties = {}, required = [] } = toJsonSchema(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: location,
    required: location === 'path' || required.includes(name),
    schema: property,
  }));
}

function failuresOf(operation: SsoOperation, hasBody: boolean): number[] {
  const implied =
    operation.access.kind === 'public' ? [400, 503] : [400, 401, 403, 503];
  const ofBody = hasBody ? [413] : [];
  return [...new Set([...implied, ...ofBody, ...operation.failures])].sort();
}

/** Who may call, as the document says it: both are a token of a person. */
function securityOf({ access }: SsoOperation): JsonSchema[] {
  if (access.kind === 'public') return [];
  return [{ [access.kind === 'self' ? 'user' : access.kind]: [] }];
}

function describeAccess({ access }: SsoOperation): JsonSchema {
  if (access.kind === 'user') {
    return {
      description: `Needs the permission \`${access.permission.name}\`.`,
    };
  }
  return access.kind === 'self'
    ? { description: 'For everyone who is signed in, about their own account.' }
    : {};
}

function toOperationObject(operation: SsoOperation): JsonSchema {
  const body = toJsonSchema(operation.body, 'input');
  const hasBody =
    operation.method !== 'get' &&
    Object.keys((body.properties as object | undefined) ?? {}).length > 0;
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    tags: [operation.tag],
    security: securityOf(operation),
    ...describeAccess(operation),
    parameters: [
      ...toParameters(operation.params, 'path'),
      ...toParameters(operation.query, 'query'),
    ],
    ...(hasBody
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: body } },
          },
        }
      : {}),
    responses: {
      [operation.status]:
        operation.status === 204
          ? { description: 'Done' }
          : {
              description: 'Success',
              content: {
                'application/json': {
                  schema: toJsonSchema(operation.response, 'output'),
                },
              },
            },
      ...Object.fromEntries(
        failuresOf(operation, hasBody).map(status => [
          status,
          { $ref: '#/components/responses/Failure' },
        ]),
      ),
    },
  };
}

/**
 * The OpenAPI 3.1 document of the HTTP API, derived from the operations that
 * the server mounts and the clients call (CONN-14).
 */
export function createOpenApiDocument(): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: toOperationObject(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Latchkey single sign-on',
      version: '1',
      description:
        'Settings, sign-in and internal operations of the `sso` plugin.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/sso' }],
    paths,
    components: {
      responses: {
        Failure: {
          description: 'The request was refused; the body says why.',
          content: { 'application/json': { schema: errorSchema } },
        },
      },
      securitySchemes: {
        user: {
          type: 'http',
          scheme: 'bearer',
          description: 'Backstage token of a signed-in user',
        },
        service: {
          type: 'http',
          scheme: 'bearer',
          description: 'Backstage token of another backend plugin',
        },
      },
    },
  };
}
