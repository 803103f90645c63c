import { sql } from "kysely";
import type { Deps } from "../deps.ts";
import { dialectOf } from "../store/dialect.ts";
import { relatedIdsOf } from "../store/related-ids.ts";
import { oneOf } from "../store/filters/condition.ts";
import { prepared } from "../store/prepared.ts";
import { fromJson } from "../store/rows/json-column.ts";
import type { EventRelatedTable } from "../store/tables.ts";
import type { Outcome, Tx } from "./command.ts";

/** Deletes these events or logs, that are older than anybody wants to know. */
export async function deleteExpired(
  tx: Tx,
  _deps: Deps,
  { table, ids }: { table: "event" | "log"; ids: readonly string[] },
): Promise<Outcome<null>> {
  if (table === "event") await forgetRelated(tx, ids);
  await tx
    .deleteFrom(table)
    .where(oneOf(dialectOf(tx), sql.ref("id"), ids))
    .execute();
  return { result: null };
}

const deleteRelated = prepared<EventRelatedTable, unknown>((db, param) =>
  db
    .deleteFrom("event_related")
    .where("resource_id", "=", param("resource_id"))
    .where("occurred", "=", param("occurred"))
    .where("event_id", "=", param("event_id")),
);

/** What `insertEvents` wrote of them besides their rows. */
async function forgetRelated(tx: Tx, ids: readonly string[]): Promise<void> {
  const events = await tx
    .selectFrom("event")
    .select(["id", "occurred", "related"])
    .where(oneOf(dialectOf(tx), sql.ref("id"), ids))
    .execute();
  const rows = events.flatMap(({ id, occurred, related }) =>
    relatedIdsOf(fromJson(related)).map((resource_id) => ({ resource_id, occurred, event_id: id })),
  );
  await Promise.all(rows.map((row) => deleteRelated(tx, row)));
}
