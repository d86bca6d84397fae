import { ConflictError, InputError } from '@backstage/errors';
import { SsoError } from '@latchkey/plugin-sso-common';

/** Codes of PostgreSQL and Node.js when the database cannot be worked with. */
const unavailable = new Set([
  '53300', // too many connections
  '55P03', // lock not available in time
  '57014', // statement took too long
  '57P01', // server is being stopped
  '57P02', // server crashed
  '57P03', // server is starting
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What PostgreSQL says of a value that has no place in its column. */
const unstorable = new Set([
  '22001', // too long for its type
  '22021', // not in the encoding of the database
  '22P05', // JSON escape without a character
  '54000', // too long for an index
]);

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code ?? '');
}

function isForeignKeyError(error: unknown): boolean {
  return ['23503', 'SQLITE_CONSTRAINT_FOREIGNKEY'].includes(codeOf(error));
}

/** A collision with another transaction: the same again may well succeed. */
export function isCollision(error: unknown): boolean {
  const code = codeOf(error);
  const serialization = '40001';
  const deadlock = '40P01';
  return (
    code === serialization ||
    code === deadlock ||
    code.startsWith('SQLITE_BUSY') ||
    code.startsWith('SQLITE_LOCKED')
  );
}

function isUnavailable(error: unknown): boolean {
  const connectionException = '08';
  return (
    unavailable.has(codeOf(error)) ||
    (codeOf(error).length === 5 &&
      codeOf(error).startsWith(connectionException)) ||
    (error instanceof Error &&
      (error.name === 'KnexTimeoutError' ||
        /Connection terminated|timeout exceeded when trying to connect/.test(
          error.message,
        )))
  );
}

/**
 * What services see of an error of the database driver: the one place where
 * engines and their codes are known. Other errors stay as they are.
 */
export function toServiceError(error: unknown): unknown {
  if (isCollision(error) || isUnavailable(error)) {
    return new SsoError('database-busy', {
      detail: 'The database did not answer in time.',
      cause: error,
    });
  }
  if (isForeignKeyError(error)) {
    return new ConflictError(
      'What this belongs to was deleted in the meantime',
      error,
    );
  }
  if (unstorable.has(codeOf(error))) {
    return new InputError('A value is too long to be stored', error);
  }
  return error;
}
