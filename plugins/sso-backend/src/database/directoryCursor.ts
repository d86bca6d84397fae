import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';

/** Where a page of the directory ended. */
export interface DirectoryCursor {
  /** Entries that exist come first, then those that were removed. */
  readonly part: 'present' | 'removed';
  /** When the last entry changed. */
  readonly at: Date;
  /** Surrogate key of the last entry. */
  readonly id: number;
}

const LARGEST_DATE = 8.64e15;

const cursorSchema = z.tuple([
  z.enum(['present', 'removed']),
  z.int().min(0).max(LARGEST_DATE),
  z.int().min(0),
]);

export function encodeCursor(cursor: DirectoryCursor): string {
  const value = [cursor.part, cursor.at.getTime(), cursor.id];
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** @throws InputError for a text that {@link encodeCursor} did not make */
export function decodeCursor(text: string): DirectoryCursor {
  const result = cursorSchema.safeParse(parseJson(text));
  if (!result.success) {
    throw new InputError('The cursor is not one of this directory');
  }
  const [part, at, id] = result.data;
  return { part, at: new Date(at), id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
