import type { SsoOperation } from '@latchkey/plugin-sso-common';

/** Values of an operation, before they are typed by its schemas. */
export interface SsoRequestInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Path with query below `/api/sso`, and what `fetch` needs beside it. */
export interface SsoRequest {
  readonly path: string;
  readonly init: RequestInit;
}

/** Makes the HTTP request of an operation; parameters are percent-encoded. */
export function createSsoRequest(
  operation: SsoOperation,
  input: SsoRequestInput = {},
): SsoRequest {
  const params = toEntries(input.params);
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params.get(name);
    if (value === undefined || value === '') {
      throw new TypeError(
        `Operation ${operation.operationId} needs the parameter ${name}`,
      );
    }
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of toEntries(input.query)) {
    if (value !== undefined) {
      query.set(name, String(value));
    }
  }
  const search = query.size > 0 ? `?${query}` : '';

  return {
    path: `${path}${search}`,
    init: {
      method: operation.method.toUpperCase(),
      ...(input.signal && { signal: input.signal }),
      ...(input.body !== undefined && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input.body),
      }),
    },
  };
}

function toEntries(value: unknown): Map<string, unknown> {
  return new Map(Object.entries(value ?? {}));
}
