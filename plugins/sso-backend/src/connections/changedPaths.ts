import { isDeepStrictEqual } from 'node:util';
import type { StoredConnection } from '../stores/ConnectionStore';

function flatten(
  value: unknown,
  path: string,
  into: Map<string, unknown>,
): Map<string, unknown> {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    for (const [key, child] of Object.entries(value)) {
      flatten(child, path ? `${path}.${key}` : key, into);
    }
  } else if (value !== undefined) {
    into.set(path, value);
  }
  return into;
}

function comparable(connection: StoredConnection | undefined) {
  if (!connection) return new Map<string, unknown>();
  const {
    displayName,
    icon,
    hidden,
    active,
    comment,
    loginSuccessRedirect,
    debug,
    secondFactor,
  } = connection;
  return flatten(
    {
      displayName,
      icon,
      hidden,
      active,
      comment,
      loginSuccessRedirect,
      debug,
      secondFactor,
      settings: connection.settings,
      policy: connection.policy,
      // A secret is compared by when it was set; its value never gets here.
      secrets: Object.fromEntries(
        Object.entries(connection.secrets).map(([name, secret]) => [
          name,
          `${secret.fingerprint} ${secret.setAt.toISOString()}`,
        ]),
      ),
    },
    '',
    new Map(),
  );
}

/** Paths of the values in which two states of an SSO connection differ. */
export function changedPaths(
  before: StoredConnection | undefined,
  after: StoredConnection,
): string[] {
  const old = comparable(before);
  const now = comparable(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter(path => !isDeepStrictEqual(old.get(path), now.get(path)))
    .sort();
}
