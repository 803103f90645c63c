import type { EventTable } from "../../src/store/tables.ts";
import type { DatabaseUnderTest } from "./databases.ts";
import { withTables } from "./rows.ts";

const COLUMNS = [
  "id",
  "occurred",
  "received",
  "event",
  "resource_id",
  "resource",
  "related",
  "payload",
  "follows",
] as const;

/** The stored events of a resource, oldest first, their JSON parsed. */
export async function eventsOfResource(
  database: DatabaseUnderTest,
  resourceId: string,
): Promise<Record<string, unknown>[]> {
  const events: Record<string, unknown>[] = [];
  await withTables(database, async (db) => {
    const ofResource = db.selectFrom("event").select(COLUMNS).where("resource_id", "=", resourceId);
    for (const row of await ofResource.orderBy("occurred").orderBy("id").execute()) events.push(parsed(row));
  });
  return events;
}

function parsed({
  resource,
  related,
  payload,
  ...columns
}: Pick<EventTable, (typeof COLUMNS)[number]>): Record<string, unknown> {
  return { ...columns, resource: JSON.parse(resource), related: JSON.parse(related), payload: JSON.parse(payload) };
}
