import { fromJson } from "../../src/store/rows/json-column.ts";
import type { DatabaseUnderTest } from "./databases.ts";
import { withTables } from "./rows.ts";

export interface ToldEvent {
  readonly id: string;
  readonly event: string;
  readonly resource: Record<string, string>;
  readonly related: Record<string, string>[];
  readonly payload: Record<string, unknown>;
  readonly follows: string | null;
}

/** The events that were written of resources whose id begins so, oldest first. */
export async function toldEvents(database: DatabaseUnderTest, resource = ""): Promise<ToldEvent[]> {
  let told: ToldEvent[] = [];
  await withTables(database, async (db) => {
    const rows = await db.selectFrom("event").selectAll().orderBy("id").execute();
    told = rows
      .filter((row) => row.resource_id.startsWith(resource))
      .map((row) => ({
        id: row.id,
        event: row.event,
        resource: fromJson(row.resource),
        related: fromJson(row.related),
        payload: fromJson(row.payload),
        follows: row.follows,
      }));
  });
  return told;
}
