import { InputError } from '@backstage/errors';
import {
  type SsoDisabledPlugins,
  ssoConnectionIdSchema,
} from '@latchkey/plugin-sso-common';

/** Words that are an answer, or look like one; they would pass for ids. */
const NO_IDS = [
  ...['true', 'false', 'yes', 'no', 'on', 'off', 'all', 'none', '0', '1'],
  ...['null', 'undefined', 'enabled', 'disabled'],
];

/**
 * Reads what one place says, value by value: `true`, `false`, or ids of SSO
 * connections, with commas between them. `true` and `false` replace what was
 * said before, ids add to it.
 *
 * @param source - the name of that place, for the error
 * @throws InputError naming the place and the value
 */
export function parseDisabledPlugins(
  source: string,
  values: readonly string[],
): SsoDisabledPlugins {
  let all = false;
  let connectionIds: string[] = [];
  for (const value of values) {
    if (value === 'true' || value === 'false') {
      all = value === 'true';
      connectionIds = [];
      continue;
    }
    const ids = value.split(',').map(id => id.trim());
    if (!ids.every(isConnectionId)) {
      throw new InputError(
        `${source} takes true, false or ids of SSO connections with commas between them, got '${value}'`,
      );
    }
    connectionIds = [...new Set([...connectionIds, ...ids])];
  }
  return all ? { all: true, connectionIds: [] } : { all: false, connectionIds };
}

function isConnectionId(text: string): boolean {
  return (
    !NO_IDS.includes(text) && ssoConnectionIdSchema.safeParse(text).success
  );
}
