import { ConflictError } from '@backstage/errors';
import type { StoredConnection } from '../stores/ConnectionStore';

/** @throws ConflictError when the change is based on another version */
export function assertVersion(
  connection: StoredConnection,
  version: number,
): void {
  if (connection.version !== version) {
    throw new ConflictError(
      `"${connection.displayName}" was changed meanwhile by ${connection.updatedBy}. Reload it and make your change again.`,
    );
  }
}

/** For a change that lost against another one while it was saved. */
export function changedAtOnce(connection: StoredConnection): ConflictError {
  return new ConflictError(
    `"${connection.displayName}" was changed by somebody else at the same moment. Reload it and make your change again.`,
  );
}
