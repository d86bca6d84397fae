import {
  SsoOperation,
  SsoOperationInput,
  SsoOperationResponse,
} from '@latchkey/plugin-sso-common';
import { assertMatchesOpenApi } from './assertMatchesOpenApi';

/** An answer that was not a success. */
export class PortalError extends Error {
  constructor(
    readonly status: number,
    readonly body: {
      error?: { name: string; message: string };
      fields?: Array<{ path: string; message: string }>;
      refusal?: { code: string; reason: string };
    },
  ) {
    super(`${status} ${JSON.stringify(body)}`);
  }
}

/**
 * Calls operations of the `sso` plugin and holds every request and every
 * answer against the OpenAPI document (CONN-14).
 */
export class PortalClient {
  readonly #baseUrl: string;
  readonly #authorization?: string;

  static create(baseUrl: string, authorization?: string): PortalClient {
    return new PortalClient(baseUrl, authorization);
  }

  private constructor(baseUrl: string, authorization?: string) {
    this.#baseUrl = baseUrl;
    this.#authorization = authorization;
  }

  /** @throws PortalError */
  async call<TOperation extends SsoOperation>(
    operation: TOperation,
    input: SsoOperationInput<TOperation>,
  ): Promise<SsoOperationResponse<TOperation>> {
    const { status, body } = await this.send(operation, input);
    if (status !== operation.status) {
      throw new PortalError(status, body as PortalError['body']);
    }
    return body as SsoOperationResponse<TOperation>;
  }

  /** Sends anything, also what the operation does not allow. */
  async send(
    operation: SsoOperation,
    input: { params?: unknown; query?: unknown; body?: unknown } = {},
  ): Promise<{ status: number; body: unknown }> {
    const params = (input.params ?? {}) as Record<string, string>;
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name) =>
      encodeURIComponent(params[name]),
    );
    const query = new URLSearchParams(
      (input.query ?? {}) as Record<string, string>,
    );
    const response = await fetch(`${this.#baseUrl}${path}?${query}`, {
      method: operation.method.toUpperCase(),
      headers: {
        ...(this.#authorization ? { authorization: this.#authorization } : {}),
        ...(input.body === undefined
          ? {}
          : { 'content-type': 'application/json' }),
      },
      body: input.body === undefined ? undefined : JSON.stringify(input.body),
    });
    const text = await response.text();
    const body = text ? JSON.parse(text) : undefined;
    assertMatchesOpenApi(operation, {
      requestBody: input.body,
      status: response.status,
      responseBody: body,
    });
    return { status: response.status, body };
  }
}
