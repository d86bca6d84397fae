import type { Group } from '../stores/GroupStore';
import { type RowId, type RowTime, toDate } from './rowValues';

/** A group with the name of its category. */
export interface GroupRow {
  id: RowId;
  title: string;
  entity_ref: string;
  kind: Group['kind'];
  category: string | null;
  source: string;
  updated_at: RowTime;
}

export function rowToGroup(row: GroupRow): Group {
  return {
    id: String(row.id),
    title: row.title,
    entityRef: row.entity_ref,
    kind: row.kind,
    category: row.category ?? undefined,
    source: row.source,
    updatedAt: toDate(row.updated_at),
  };
}
