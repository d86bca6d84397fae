import { SsoError } from '@latchkey/plugin-sso-common';

const MAX_PARAMETERS = 50;

function single(parameters: URLSearchParams): Record<string, string> {
  const values: Record<string, string> = Object.create(null);
  let count = 0;
  for (const [name, value] of parameters) {
    count += 1;
    if (name in values || count > MAX_PARAMETERS) {
      // Two readers of one request must not be able to disagree on it.
      throw new SsoError('callback-malformed', {
        detail:
          count > MAX_PARAMETERS
            ? `More than ${MAX_PARAMETERS} parameters were sent.`
            : 'A parameter was sent twice.',
      });
    }
    values[name] = value;
  }
  return values;
}

/**
 * Query parameters of a URL as received.
 *
 * @throws SsoError `callback-malformed` when one was sent twice
 */
export function readQuery(originalUrl: string): Record<string, string> {
  const start = originalUrl.indexOf('?');
  return single(
    new URLSearchParams(start < 0 ? '' : originalUrl.slice(start + 1)),
  );
}

/**
 * Fields of a form post, from its text.
 *
 * @throws SsoError `callback-malformed` when it is no form or one was sent
 *   twice
 */
export function readFields(body: unknown): Record<string, string> {
  if (typeof body !== 'string') {
    throw new SsoError('callback-malformed', {
      detail: 'The answer is not a form post.',
    });
  }
  return single(new URLSearchParams(body));
}
