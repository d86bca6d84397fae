import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  isSsoErrorCode,
  SsoError,
  SsoOperation,
  SsoOperationResponse,
  ssoRefusalSchema,
  ssoServiceOperations as operations,
} from '@latchkey/plugin-sso-common';
import { z } from 'zod/v4';
import type { SsoService } from './SsoService';

const PLUGIN_ID = 'sso';

const refusalBodySchema = z.object({ refusal: ssoRefusalSchema });

async function toError(response: Response): Promise<Error> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  const refusal = refusalBodySchema.safeParse(body).data?.refusal;
  if (refusal && isSsoErrorCode(refusal.code)) {
    return new SsoError(refusal.code, { reference: refusal.reference });
  }
  return ResponseError.fromResponse(response);
}

/**
 * Client of the `sso` plugin for other backend plugins, over HTTP with the
 * credentials of the calling plugin. Refusals arrive as `SsoError`, with the
 * short code of the trace, if there is one, in `error.reference`; everything
 * else that is not a success as `ResponseError`.
 *
 * @public
 */
export class DefaultSsoService implements SsoService {
  readonly #discovery: DiscoveryService;
  readonly #auth: AuthService;

  static create(options: {
    discovery: DiscoveryService;
    auth: AuthService;
  }): DefaultSsoService {
    return new DefaultSsoService(options.discovery, options.auth);
  }

  private constructor(discovery: DiscoveryService, auth: AuthService) {
    this.#discovery = discovery;
    this.#auth = auth;
  }

  redeemTicket: SsoService['redeemTicket'] = body =>
    this.#call(operations.redeemTicket, { body });

  refreshSession: SsoService['refreshSession'] = body =>
    this.#call(operations.refreshSession, { body });

  endSession: SsoService['endSession'] = body =>
    this.#call(operations.endSession, { body });

  readDirectoryUsers: SsoService['readDirectoryUsers'] = query =>
    this.#call(operations.readDirectoryUsers, { query });

  readDirectoryGroups: SsoService['readDirectoryGroups'] = query =>
    this.#call(operations.readDirectoryGroups, { query });

  async #call<TOperation extends SsoOperation>(
    operation: TOperation,
    input: { query?: object; body?: object },
  ): Promise<SsoOperationResponse<TOperation>> {
    const [baseUrl, { token }] = await Promise.all([
      this.#discovery.getBaseUrl(PLUGIN_ID),
      this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: PLUGIN_ID,
      }),
    ]);
    const url = new URL(`${baseUrl}${operation.path}`);
    for (const [name, value] of Object.entries(input.query ?? {})) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value));
      }
    }
    const response = await fetch(url, {
      method: operation.method.toUpperCase(),
      headers: {
        authorization: `Bearer ${token}`,
        ...(input.body && { 'content-type': 'application/json' }),
      },
      body: input.body && JSON.stringify(input.body),
    });
    if (!response.ok) {
      throw await toError(response);
    }
    const answer: unknown =
      operation.status === 204 ? undefined : await response.json();
    return operation.response.parse(answer) as SsoOperationResponse<TOperation>;
  }
}
