import type { Kysely } from "kysely";
import { insertKeys, insertNewRows } from "./row-writes.ts";
import type { Database, EventRelatedTable, EventTable } from "./tables.ts";

export interface NewEvent {
  readonly row: EventTable;
  /** See `relatedIdsOf`. */
  readonly relatedIds: readonly string[];
}

/** Inserts the events that are new, and by what they are found. The only writer of both tables. */
export async function insertEvents(db: Kysely<Database>, events: readonly NewEvent[]): Promise<void> {
  const rows = events.map(({ row }) => row);
  await Promise.all([insertNewRows(db, "event", rows), insertKeys(db, "event_related", relatedRows(events))]);
}

/** In the order of the table's key, so that neighbours are written to the same pages. */
function relatedRows(events: readonly NewEvent[]): EventRelatedTable[] {
  const rows = events.flatMap(({ row: { id, occurred }, relatedIds }) =>
    relatedIds.map((resource_id) => ({ resource_id, occurred, event_id: id })),
  );
  return rows.sort((a, b) => compare(a.resource_id, b.resource_id) || a.occurred - b.occurred);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
