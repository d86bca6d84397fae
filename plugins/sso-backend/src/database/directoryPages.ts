import type { Knex } from 'knex';
import type {
  DirectoryPage,
  DirectoryPageRequest,
} from '../stores/DirectoryStore';
import {
  decodeCursor,
  type DirectoryCursor,
  encodeCursor,
} from './directoryCursor';

/** An entry with its place in the order of the directory. */
export interface Entry<TItem> {
  readonly item: TItem;
  readonly id: number;
  readonly at: Date;
}

/** Part of the directory to read: what follows `after`, of what is wanted. */
export interface Range {
  readonly after?: DirectoryCursor;
  readonly changedSince?: Date;
  readonly limit: number;
}

type ReadRange<TItem> = (range: Range) => Promise<Entry<TItem>[]>;

/**
 * Reads a page that begins with present entries and is filled up with removed
 * ones when there are no more of those.
 *
 * @throws InputError for a cursor that is none
 */
export async function readPage<TItem>(
  request: DirectoryPageRequest,
  readPresent: ReadRange<TItem>,
  readRemoved: ReadRange<TItem>,
): Promise<DirectoryPage<TItem>> {
  const { changedSince, limit } = request;
  const after =
    request.cursor === undefined ? undefined : decodeCursor(request.cursor);
  const present =
    after?.part === 'removed'
      ? []
      : await readPresent({ after, changedSince, limit });
  const rest = limit - present.length;
  const removed =
    rest === 0
      ? []
      : await readRemoved({
          after: after?.part === 'removed' ? after : undefined,
          changedSince,
          limit: rest,
        });
  const entries = [...present, ...removed];
  const last = entries.at(-1);
  return {
    items: entries.map(entry => entry.item),
    nextCursor:
      last && entries.length === limit
        ? encodeCursor({
            part: removed.length ? 'removed' : 'present',
            at: last.at,
            id: last.id,
          })
        : undefined,
  };
}

/** Narrows a query to a range, in the order of change. */
export function limitTo(range: Range, timeColumn: string, idColumn: string) {
  return (builder: Knex.QueryBuilder) => {
    if (range.changedSince) {
      builder.where(timeColumn, '>=', range.changedSince);
    }
    if (range.after) {
      builder.whereRaw('(??, ??) > (?, ?)', [
        timeColumn,
        idColumn,
        range.after.at,
        range.after.id,
      ]);
    }
    builder.orderBy([timeColumn, idColumn]).limit(range.limit);
  };
}
