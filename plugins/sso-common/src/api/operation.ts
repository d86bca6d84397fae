import type { BasicPermission } from '@backstage/plugin-permission-common';
import { z } from 'zod/v4';

/**
 * Who may call an operation: anyone, a signed-in user with a permission, every
 * signed-in user for what is their own, or another backend plugin by its
 * service credentials.
 *
 * @public
 */
export type SsoOperationAccess =
  | { readonly kind: 'public' }
  | { readonly kind: 'user'; readonly permission: BasicPermission }
  | { readonly kind: 'self' }
  | { readonly kind: 'service'; readonly plugins: readonly string[] };

/**
 * One operation of the HTTP API below `/api/sso`. Server, clients and the
 * OpenAPI document all derive from these descriptions, so they cannot differ.
 *
 * @public
 */
export interface SsoOperation<
  TParams extends z.ZodType = z.ZodType,
  TQuery extends z.ZodType = z.ZodType,
  TBody extends z.ZodType = z.ZodType,
  TResponse extends z.ZodType = z.ZodType,
> {
  readonly operationId: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Path below `/api/sso`, parameters in braces: `/connections/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: SsoOperationAccess;
  readonly params: TParams;
  readonly query: TQuery;
  readonly body: TBody;
  /** Status of success: 200, 201, or 204 without a body. */
  readonly status: number;
  readonly response: TResponse;
  /** Statuses of failure beside those that `access` and inputs imply. */
  readonly failures: readonly number[];
}

const nothing = z.strictObject({}).prefault({});

/** Schema of parts that an operation does not have. @public */
export type SsoNothing = typeof nothing;

/**
 * Describes an operation; parts that are left out are empty objects.
 *
 * @public
 */
export function defineSsoOperation<
  TParams extends z.ZodType = SsoNothing,
  TQuery extends z.ZodType = SsoNothing,
  TBody extends z.ZodType = SsoNothing,
  TResponse extends z.ZodType = z.ZodVoid,
>(options: {
  operationId: string;
  method: SsoOperation['method'];
  path: string;
  summary: string;
  tag: string;
  access: SsoOperationAccess;
  params?: TParams;
  query?: TQuery;
  body?: TBody;
  status?: number;
  response?: TResponse;
  failures?: readonly number[];
}): SsoOperation<TParams, TQuery, TBody, TResponse> {
  return {
    failures: [],
    ...options,
    params: options.params ?? (nothing as unknown as TParams),
    query: options.query ?? (nothing as unknown as TQuery),
    body: options.body ?? (nothing as unknown as TBody),
    status: options.status ?? (options.response ? 200 : 204),
    response: options.response ?? (z.void() as unknown as TResponse),
  };
}

/** What a caller passes to an operation. @public */
export type SsoOperationInput<TOperation extends SsoOperation> = (z.input<
  TOperation['params']
> extends Record<string, never> | undefined
  ? { params?: undefined }
  : { params: z.input<TOperation['params']> }) &
  (z.input<TOperation['query']> extends Record<string, never> | undefined
    ? { query?: undefined }
    : { query?: z.input<TOperation['query']> }) &
  (z.input<TOperation['body']> extends Record<string, never> | undefined
    ? { body?: undefined }
    : { body: z.input<TOperation['body']> });

/** What a handler of an operation gets, parsed. @public */
export interface SsoOperationRequest<TOperation extends SsoOperation> {
  readonly params: z.output<TOperation['params']>;
  readonly query: z.output<TOperation['query']>;
  readonly body: z.output<TOperation['body']>;
}

/** What an operation answers. @public */
export type SsoOperationResponse<TOperation extends SsoOperation> = z.output<
  TOperation['response']
>;
