import { InputError } from '@backstage/errors';
import { z } from 'zod/v4';
import { assertStorable } from './storableText';

const LARGEST_DATE = 8.64e15;

const cursorSchema = z.union([
  z.tuple([z.literal('username'), z.string()]),
  z.tuple([
    z.literal('use'),
    z.int().min(-LARGEST_DATE).max(LARGEST_DATE),
    z.int().min(0),
  ]),
]);

/**
 * Where a page of accounts ended: after a username in normal form, or, where
 * they stand in the order of their use, after a moment and a surrogate key.
 */
export type AccountCursor = z.infer<typeof cursorSchema>;

export function encodeAccountCursor(cursor: AccountCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * @throws InputError for a text that {@link encodeAccountCursor} did not make
 *   for this order
 */
export function decodeAccountCursor<TOrder extends AccountCursor[0]>(
  text: string,
  order: TOrder,
): Extract<AccountCursor, readonly [TOrder, ...unknown[]]> {
  const { data } = cursorSchema.safeParse(parseJson(text));
  if (data?.[0] !== order) {
    throw new InputError('The cursor is not one of this list');
  }
  assertStorable(data);
  return data as Extract<AccountCursor, readonly [TOrder, ...unknown[]]>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
