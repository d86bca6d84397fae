import type {
  SsoOperation,
  SsoOperationResponse,
} from '@latchkey/plugin-sso-common';
import type { z } from 'zod/v4';

type Part<
  TName extends string,
  TSchema extends z.ZodType,
> = z.input<TSchema> extends Record<string, never> | undefined
  ? { [name in TName]?: undefined }
  : {} extends z.input<TSchema>
  ? { [name in TName]?: z.input<TSchema> }
  : { [name in TName]: z.input<TSchema> };

type Input<TOperation extends SsoOperation> = Part<
  'params',
  TOperation['params']
> &
  Part<'query', TOperation['query']> &
  Part<'body', TOperation['body']> & {
    /** Ends the call early; it then throws the reason of the signal. */
    signal?: AbortSignal;
  };

/**
 * Arguments after the operation: optional where the operation needs nothing.
 *
 * @public
 */
export type SsoCallInput<TOperation extends SsoOperation> =
  {} extends Input<TOperation>
    ? [input?: Input<TOperation>]
    : [input: Input<TOperation>];

/**
 * The HTTP API of the `sso` plugin, typed by the operation tables of
 * `@latchkey/plugin-sso-common`.
 *
 * @public
 */
export interface SsoApi {
  /**
   * Calls one operation.
   *
   * @example
   * ```ts
   * const { connections } = await ssoApi.call(
   *   ssoAdminOperations.listConnections,
   * );
   * ```
   *
   * @throws SsoInputError when the server does not accept some values.
   * @throws SsoApiError when the server refuses with a coded reason, and for
   *   every failure that `@backstage/errors` has no class for.
   * @throws ConflictError, NotFoundError, NotAllowedError,
   *   AuthenticationError, and ServiceUnavailableError when the backend
   *   cannot be reached.
   */
  call<TOperation extends SsoOperation>(
    operation: TOperation,
    ...input: SsoCallInput<TOperation>
  ): Promise<SsoOperationResponse<TOperation>>;
}
