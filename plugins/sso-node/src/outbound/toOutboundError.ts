import { isSsoError, SsoError } from '@latchkey/plugin-sso-common';

const MAX_DEPTH = 5;

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  let current = error;
  while (current !== undefined && chain.length < MAX_DEPTH) {
    chain.push(current);
    current = (current as { cause?: unknown } | null)?.cause;
  }
  return chain;
}

/** Says in the terms of the product why a request failed. */
export function toOutboundError(error: unknown, host: string): SsoError {
  const chain = causes(error);
  const known = chain.find(isSsoError);
  if (known) {
    return known;
  }
  const code = chain
    .map(cause => (cause as { code?: unknown } | null)?.code)
    .find(value => typeof value === 'string');
  return new SsoError('provider-unreachable', {
    detail: code
      ? `${host} cannot be reached (${code})`
      : `${host} cannot be reached`,
    cause: error,
  });
}
